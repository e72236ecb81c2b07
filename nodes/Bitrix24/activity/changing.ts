import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { activityHolds } from './findOut';
import { changeActivity } from './requests';

/** A change of an activity of any kind, and how it is found out whether it was carried out. */
export function changing(id: number | undefined, fields: IDataObject): RequestSpec {
	return { ...changeActivity(id, fields), findOut: activityHolds(id, fields) };
}
