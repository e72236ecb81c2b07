import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { about, anId, NUMBER } from '../../shared/http/proof';
import { asObject } from '../../shared/text/unknownJson';
import { ACTIVITIES } from '../paths';
import { activityHolds, activityIsListed } from './findOut';

const ITS_ID = anId(NUMBER, (body) => asObject(body).id, 'the ID of the activity');

/** A new activity; docs/contracts/deskera.md section 3. */
export function creating(body: IDataObject, hasExternalId = false): RequestSpec {
	return {
		method: 'POST',
		path: ACTIVITIES,
		body,
		effect: 'write',
		proof: ITS_ID,
		findOut: activityIsListed(body, hasExternalId),
	};
}

/** Replaces a whole activity: Deskera has no way to change a part of it (section 3.4). */
export function replacing(id: number, body: IDataObject): RequestSpec {
	return {
		method: 'PUT',
		path: `${ACTIVITIES}/${id}`,
		body,
		effect: 'write',
		proof: about(id, ITS_ID),
		findOut: activityHolds(id, body),
	};
}
