import type { IDataObject } from 'n8n-workflow';
import type { FromPortable } from '../../shared/fromPortable';
import { plainText } from '../../shared/html';
import { firstOf, linkOf, linksOf, portable, utcIso, type GivenPortable, type Portable } from '../../shared/portable';
import { asNumber, asText } from '../../shared/values';
import { withoutBbCode } from '../bbCode';

const KINDS: Readonly<Record<number, Portable['kind']>> = { 1: 'meeting', 2: 'call', 3: 'task', 4: 'email' };
const OWNERS: Readonly<Record<number, string>> = { 1: 'lead', 2: 'deal', 3: 'contact', 4: 'company' };
const PRIORITIES = { 1: 'low', 2: 'normal', 3: 'high' } as const;
const NUMBERS = { low: 1, normal: 2, high: 3 } as const;
const BB_CODE = 2;
const HTML = 3;
const TO_DO = 'CRM_TODO';

export function toPortable(activity: IDataObject): IDataObject {
	const { ID, SUBJECT, START_TIME, END_TIME, DEADLINE, COMPLETED, RESPONSIBLE_ID, OWNER_TYPE_ID, OWNER_ID, PRIORITY, PROVIDER_ID, TYPE_ID, CREATED, LAST_UPDATED } = activity;
	const isTodo = PROVIDER_ID === TO_DO;
	const done = COMPLETED === 'Y';
	return portable({
		vendor: 'bitrix24',
		id: asText(ID),
		kind: isTodo ? 'task' : (KINDS[asNumber(TYPE_ID) ?? 0] ?? 'other'),
		subject: asText(SUBJECT),
		description: textOf(activity),
		// A to-do has a deadline only; Bitrix24 repeats it in the other times.
		start: isTodo ? null : utcIso(START_TIME),
		end: isTodo ? null : utcIso(END_TIME),
		due: utcIso(DEADLINE),
		done,
		status: done ? 'done' : 'open',
		priority: PRIORITIES[asNumber(PRIORITY) as keyof typeof PRIORITIES] ?? null,
		owner: linkOf(RESPONSIBLE_ID),
		related: linksOf(OWNERS[asNumber(OWNER_TYPE_ID) ?? 0] ?? 'other', OWNER_ID),
		created: utcIso(CREATED),
		updated: utcIso(LAST_UPDATED),
	});
}

function textOf({ DESCRIPTION, DESCRIPTION_TYPE }: IDataObject): string {
	const text = asText(DESCRIPTION);
	const format = asNumber(DESCRIPTION_TYPE);
	return format === HTML ? plainText(text) : format === BB_CODE ? withoutBbCode(text) : text;
}

/** Fields of a call, meeting or email by Bitrix24's names. */
function systemFields({ description, end, priority }: GivenPortable): IDataObject {
	return { DESCRIPTION: description, END_TIME: end, PRIORITY: priority === undefined ? undefined : NUMBERS[priority] };
}

/** What Bitrix24 wants with whom a call, meeting or email is; without that an activity becomes a to-do, which needs nobody. */
function kindFor({ kind }: GivenPortable, entered: (name: string) => boolean): string {
	if (!entered('client')) return 'todo';
	if (kind === 'meeting' || (kind === 'call' && entered('phone')) || (kind === 'email' && entered('email'))) return kind;
	return 'todo';
}

export const newFromPortable: FromPortable = {
	optional: ['kind'],
	shown: ['responsible', 'client', 'phone', 'email'],
	values(activity, entered) {
		const { subject, description, start, end, due, done } = activity;
		return {
			kind: kindFor(activity, entered),
			title: subject,
			deadline: firstOf(due, end, start),
			todoDetails: { description, completed: done },
			subject,
			start: firstOf(start, due),
			direction: 2,
			additionalFields: { ...systemFields(activity), completed: done },
		};
	},
};

export const changesFromPortable: FromPortable = {
	optional: [],
	values(activity) {
		const { subject, description, start, end, due } = activity;
		return {
			updateFields: { SUBJECT: subject, START_TIME: start, ...systemFields(activity) },
			todoFields: { title: subject, description, deadline: firstOf(due, end, start) },
		};
	},
};
