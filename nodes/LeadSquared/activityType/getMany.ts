import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { aList } from '../../shared/http/proof';
import { operation } from '../../shared/operation/define';
import { listIn, recordsOf } from '../../shared/operation/paging';
import { asNumber, asText } from '../../shared/text/unknownJson';
import { get } from '../vendor';

/** All types come at once: nothing to page. */
export function activityTypes(): RequestSpec {
	return get(
		'/ProspectActivity.svc/ActivityTypes.Get',
		aList(undefined, 'a list of activity types'),
	);
}

export const getMany = operation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many activity types',
	description: 'List all activity types of the account',
	effect: 'read',
	fields: {},
	simplify,
	request: activityTypes,
	output: (body) =>
		listIn(recordsOf(body), { vendor: 'LeadSquared', records: 'activity types' }, body),
});

function simplify({
	ActivityEvent,
	ActivityEventName,
	DisplayName,
	EventType,
	EventDirection,
	Score,
}: IDataObject): IDataObject {
	const direction = asNumber(EventDirection);
	return {
		code: asNumber(ActivityEvent),
		name: asText(DisplayName) || asText(ActivityEventName),
		eventType: EventType,
		direction: direction === 0 ? 'Inbound' : direction === 1 ? 'Outbound' : null,
		score: asNumber(Score) ?? null,
	};
}
