import type { IDataObject } from 'n8n-workflow';
import { asArray, asObject, asText, isDeeperThan, isObject } from '../../shared/text/unknownJson';
import type { Delivered } from '../../shared/trigger/deliveries';
import { eventItem } from '../../shared/trigger/eventItem';
import { isActivity, simplify as simplifyActivity } from '../activityRecord';
import { toPortable as portableActivity } from '../customActivity/portable';
import { toPortable as portableTask } from '../task/portable';
import { isTask, simplify as simplifyTask } from '../task/simplify';
import { ACTIVITY_EVENTS, CREATED, EVENTS } from './events';

const DEEPEST = 20;

/**
 * Activities come as a list, everything else as a list or alone. What is none of that is passed on
 * as it came. What is nested too deep is from somebody who knows the secret, but not LeadSquared.
 */
export function payloadsOf(body: unknown): IDataObject[] {
	const isList = Array.isArray(body) && body.some(isObject);
	return (isList ? asArray(body) : [body])
		.filter((payload) => !isEmpty(payload) && !isDeeperThan(DEEPEST, payload))
		.map((payload) => (isObject(payload) ? payload : ({ payload } as IDataObject)));
}

function isEmpty(payload: unknown): boolean {
	return typeof payload === 'object' && payload !== null
		? Object.keys(payload).length === 0
		: payload === '' || payload === undefined;
}

/** What the ID of a record is called. No other ID will do: that of a task's lead is the same for all its tasks. */
function idNames(event: string): readonly string[] {
	if (ACTIVITY_EVENTS.includes(event)) return ['ProspectActivityId', 'Id', 'ID'];
	return toldOf(event).recordType === 'task'
		? ['UserTaskId', 'TaskID', 'TaskId']
		: ['ProspectID', 'ProspectId'];
}

/**
 * What tells one payload from another. LeadSquared repeats a failed delivery about three times within
 * minutes, and deliveries have no ID. So event, record and time of the change count, or the time of
 * creation for what is created once. A payload without a time is compared as a whole, for some minutes,
 * with the last one of its record; one without an ID, with all that came in these minutes.
 */
export function deliveredOf(event: string, payload: IDataObject): Delivered {
	const record = [payload.After, payload.Current].find(isObject) ?? payload;
	const inside = Object.entries(payload)
		.filter(([name]) => name !== 'Before')
		.map(([, value]) => value)
		.filter(isObject);
	const id = firstText([record], idNames(event));
	if (id !== '' && CREATED.includes(event))
		return { about: `${event} ${id}`, at: firstText([record], ['CreatedOn']) };
	return {
		about: `${event} ${id || JSON.stringify(payload)}`,
		at: firstText([record, ...inside], ['ModifiedOn', 'LastModifiedOn']),
		content: payload,
	};
}

function firstText(records: readonly IDataObject[], names: readonly string[]): string {
	return (
		names
			.flatMap((name) => records.map((record) => asText(record[name]).trim()))
			.find((text) => text !== '') ?? ''
	);
}

/** What the workflow starts with. A payload of another shape than the event's is passed on as it came. */
export function deliveredItem(event: string, payload: IDataObject, output: unknown): IDataObject {
	const told = toldOf(event);
	const whole = { ...told, ...payload };
	if (output === 'raw') return whole;
	const shape = shapeOf(event, payload);
	if (shape === undefined) return whole;
	const record = output === 'portable' ? shape.portable(payload) : shape.simplified(payload);
	return record === undefined ? whole : eventItem(told, record);
}

type Shape = (payload: IDataObject) => IDataObject | undefined;

/** How the record of an event is put out; undefined for a payload that is none of its kind. */
function shapeOf(
	event: string,
	payload: IDataObject,
): { readonly simplified: Shape; readonly portable: Shape } | undefined {
	if (ACTIVITY_EVENTS.includes(event))
		return isActivity(payload)
			? { simplified: simplifyActivity, portable: portableActivity }
			: undefined;
	const { recordType } = toldOf(event);
	if (recordType === 'task')
		return isTask(payload) ? { simplified: simplifyTask, portable: portableTask } : undefined;
	return recordType === 'lead' ? { simplified: leadShape, portable: leadShape } : undefined;
}

/** A lead, flat, or as it was and is; some deliveries say Current for After (section 7.4). */
function leadShape(payload: IDataObject): IDataObject | undefined {
	const after = [payload.After, payload.Current].find(isObject);
	const id = asText(asObject(after ?? payload).ProspectID);
	if (id === '') return undefined;
	if (after === undefined) return { id, lead: payload };
	const before = asObject(payload.Before);
	const changed = Object.keys(after).filter((name) => asText(after[name]) !== asText(before[name]));
	return { id, changed, lead: after, before };
}

/** In the words of no vendor; an event that is not known here is named by its code. */
function toldOf(event: string): IDataObject {
	const known = EVENTS.find(({ value }) => value === event);
	return known === undefined
		? { event, recordType: null }
		: { event: known.event, recordType: known.recordType };
}
