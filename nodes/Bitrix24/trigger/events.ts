import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { asNumber, asObject, asText } from '../../shared/text/unknownJson';
import { sentAtOf } from '../../shared/trigger/deliveries';
import type { EventName } from '../../shared/trigger/eventItem';
import { ANSWERED } from '../answerProofs';
import { method } from '../vendor';

/** The button of a custom activity, and the end of a call: both are about an activity (sections 2.5, 2.12). */
const BUTTON_PRESSED = 'ONCRMTIMELINEITEMACTION';
export const CALL_ENDED = 'ONVOXIMPLANTCALLEND';

/** Events that can be chosen; names as Bitrix24 delivers them, in capitals (docs/contracts/bitrix24.md section 6.3). */
export const EVENTS = [
	{ name: 'Activity Created', value: 'ONCRMACTIVITYADD' },
	{ name: 'Activity Deleted', value: 'ONCRMACTIVITYDELETE' },
	{ name: 'Activity Updated', value: 'ONCRMACTIVITYUPDATE' },
	{ name: 'Call Ended', value: CALL_ENDED },
	{ name: 'Company Created', value: 'ONCRMCOMPANYADD' },
	{ name: 'Company Deleted', value: 'ONCRMCOMPANYDELETE' },
	{ name: 'Company Updated', value: 'ONCRMCOMPANYUPDATE' },
	{ name: 'Contact Created', value: 'ONCRMCONTACTADD' },
	{ name: 'Contact Deleted', value: 'ONCRMCONTACTDELETE' },
	{ name: 'Contact Updated', value: 'ONCRMCONTACTUPDATE' },
	{ name: 'Custom Activity Button Pressed', value: BUTTON_PRESSED },
	{ name: 'Deal Created', value: 'ONCRMDEALADD' },
	{ name: 'Deal Deleted', value: 'ONCRMDEALDELETE' },
	{ name: 'Deal Updated', value: 'ONCRMDEALUPDATE' },
	{ name: 'Lead Created', value: 'ONCRMLEADADD' },
	{ name: 'Lead Deleted', value: 'ONCRMLEADDELETE' },
	{ name: 'Lead Updated', value: 'ONCRMLEADUPDATE' },
	{ name: 'Smart Process Item Created', value: 'ONCRMDYNAMICITEMADD' },
	{ name: 'Smart Process Item Deleted', value: 'ONCRMDYNAMICITEMDELETE' },
	{ name: 'Smart Process Item Updated', value: 'ONCRMDYNAMICITEMUPDATE' },
	{ name: 'Task Comment Added', value: 'ONTASKCOMMENTADD' },
	{ name: 'Task Created', value: 'ONTASKADD' },
	{ name: 'Task Deleted', value: 'ONTASKDELETE' },
	{ name: 'Task Updated', value: 'ONTASKUPDATE' },
	{ name: 'Timeline Comment Created', value: 'ONCRMTIMELINECOMMENTADD' },
	{ name: 'Timeline Comment Deleted', value: 'ONCRMTIMELINECOMMENTDELETE' },
	{ name: 'Timeline Comment Updated', value: 'ONCRMTIMELINECOMMENTUPDATE' },
];

const RECORDS: ReadonlyArray<readonly [start: string, recordType: string]> = [
	['ONCRMACTIVITY', 'activity'],
	['ONCRMCOMPANY', 'company'],
	['ONCRMCONTACT', 'contact'],
	['ONCRMDEAL', 'deal'],
	['ONCRMDYNAMICITEM', 'smartProcessItem'],
	['ONCRMLEAD', 'lead'],
	['ONCRMTIMELINECOMMENT', 'timelineComment'],
	['ONCRMTIMELINEITEM', 'customActivity'],
	['ONTASKCOMMENT', 'taskComment'],
	['ONTASK', 'task'],
	// What is read of a call is its activity.
	[CALL_ENDED, 'activity'],
];
const HAPPENED: ReadonlyArray<readonly [end: string, event: EventName]> = [
	['ACTION', 'pressed'],
	['ADD', 'created'],
	['CALLEND', 'completed'],
	['DELETE', 'deleted'],
	['UPDATE', 'updated'],
];

/** An event in the words of no vendor; one that is not known here keeps its name. */
export function toldOf(name: string): IDataObject {
	const event = HAPPENED.find(([end]) => name.endsWith(end))?.[1] ?? name;
	const recordType = RECORDS.find(([start]) => name.startsWith(start))?.[1] ?? null;
	return { event, recordType };
}

/** A delivery, read: the event in capitals, the record's id, and what else came with it. */
export interface Delivery {
	readonly event: string;
	readonly id: number | undefined;
	/** As it came: an object, but for events that nobody knows yet. */
	readonly data: IDataObject[string];
	readonly auth: IDataObject;
	readonly sentAt: string | undefined;
}

export function readDelivery(body: IDataObject): Delivery {
	return {
		event: asText(body.event).toUpperCase(),
		id: idOf(asObject(body.data)),
		data: body.data ?? {},
		auth: asObject(body.auth),
		sentAt: sentAtOf(body.ts),
	};
}

/**
 * The id stands in FIELDS, in FIELDS_AFTER or FIELDS_BEFORE for tasks (the other is the text
 * "undefined"), or in data itself. A comment of a task names the task beside its own, the button of a custom
 * activity and the end of a call name the activity.
 */
function idOf(data: IDataObject): number | undefined {
	const places = [data.FIELDS, data.FIELDS_AFTER, data.FIELDS_BEFORE, data].map(asObject);
	const task = places.map(({ TASK_ID }) => asNumber(TASK_ID)).find((id) => id !== undefined);
	const activity = places
		.map(({ activityId, CRM_ACTIVITY_ID }) => asNumber(activityId ?? CRM_ACTIVITY_ID))
		.find((id) => id !== undefined && id > 0);
	return (
		task ??
		activity ??
		places.map(({ ID }) => asNumber(ID)).find((id) => id !== undefined && id > 0)
	);
}

const ENTITY_TYPES: Readonly<Record<string, number>> = { LEAD: 1, DEAL: 2, CONTACT: 3, COMPANY: 4 };

/** The call that reads the record of an event; none for what is gone or has no record. */
export function recordCall({ event, id, data }: Delivery): RequestSpec | undefined {
	if (id === undefined || event.endsWith('DELETE')) return undefined;
	if (event === BUTTON_PRESSED)
		return method('crm.activity.configurable.get', { id }, 'read', ANSWERED);
	if (event.startsWith('ONCRMACTIVITY') || event === CALL_ENDED)
		return method('crm.activity.get', { id }, 'read', ANSWERED);
	if (event.startsWith('ONTASK'))
		return method(
			'tasks.task.get',
			{ taskId: id, select: ['*', 'TAGS', 'UF_CRM_TASK', 'UF_TASK_WEBDAV_FILES'] },
			'read',
			ANSWERED,
		);
	if (event.startsWith('ONCRMTIMELINECOMMENT'))
		return method('crm.timeline.comment.get', { id }, 'read', ANSWERED);
	const entityTypeId = event.startsWith('ONCRMDYNAMICITEM')
		? asNumber(asObject(asObject(data).FIELDS).ENTITY_TYPE_ID)
		: ENTITY_TYPES[/^ONCRM([A-Z]+?)(?:ADD|UPDATE)$/.exec(event)?.[1] ?? ''];
	return entityTypeId === undefined
		? undefined
		: method('crm.item.get', { entityTypeId, id }, 'read', ANSWERED);
}
