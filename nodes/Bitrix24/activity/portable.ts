import type { IDataObject } from 'n8n-workflow';
import type { FromPortable } from '../../shared/operation/fillFromPortable';
import {
	firstOf,
	linkOf,
	linksOf,
	onlyDone,
	portable,
	textOrNull,
	utcIso,
	type Portable,
} from '../../shared/operation/portableRecord';
import type { GivenPortable } from '../../shared/operation/readPortable';
import { asNumber, asText, without } from '../../shared/text/unknownJson';
import { asBbCode } from '../bbCode';
import { PLAIN_TEXT } from '../enums';
import { finders, placeOf } from '../matching';
import { described, TO_DO } from './record';

const KINDS: Readonly<Record<number, Portable['kind']>> = {
	1: 'meeting',
	2: 'call',
	3: 'task',
	4: 'email',
};
const OWNERS: Readonly<Record<number, string>> = {
	1: 'lead',
	2: 'deal',
	3: 'contact',
	4: 'company',
};
const PRIORITIES = { 1: 'low', 2: 'normal', 3: 'high' } as const;
const DIRECTIONS = { 1: 'incoming', 2: 'outgoing' } as const;
const DIRECTION_NUMBERS = { incoming: 1, outgoing: 2 } as const;
const NUMBERS = { low: 1, normal: 2, high: 3 } as const;

/** The description comes out of both as plain text. */
const TEXT = ['DESCRIPTION', 'DESCRIPTION_TYPE'];

/** Tasks have IDs of their own. */
export const ACTIVITY = 'activity';

export function toPortable(activity: IDataObject): IDataObject {
	const {
		ID,
		SUBJECT,
		START_TIME,
		END_TIME,
		DEADLINE,
		COMPLETED,
		RESPONSIBLE_ID,
		AUTHOR_ID,
		OWNER_TYPE_ID,
		OWNER_ID,
		PRIORITY,
		DIRECTION,
		LOCATION,
		ORIGIN_ID,
		PROVIDER_ID,
		TYPE_ID,
		CREATED,
		LAST_UPDATED,
		...vendorFields
	} = activity;
	const isTodo = PROVIDER_ID === TO_DO;
	const kind = isTodo ? 'task' : (KINDS[asNumber(TYPE_ID) ?? 0] ?? 'other');
	const hasDirection = kind === 'call' || kind === 'email';
	const done = COMPLETED === 'Y';
	return portable({
		vendor: 'bitrix24',
		idsOf: ACTIVITY,
		id: asText(ID),
		kind,
		title: asText(SUBJECT),
		...described(activity),
		// A to-do has a deadline only, which Bitrix24 repeats in the other times; of the others it repeats one as deadline.
		start: isTodo ? null : utcIso(START_TIME),
		end: isTodo ? null : utcIso(END_TIME),
		due: kind === 'task' || kind === 'other' ? utcIso(DEADLINE) : null,
		done,
		status: done ? 'done' : 'open',
		priority: priorityOf(PRIORITY, isTodo),
		direction: hasDirection
			? (DIRECTIONS[asNumber(DIRECTION) as keyof typeof DIRECTIONS] ?? null)
			: null,
		location: textOrNull(LOCATION),
		owner: linkOf(RESPONSIBLE_ID),
		related: linksOf(OWNERS[asNumber(OWNER_TYPE_ID) ?? 0] ?? 'other', OWNER_ID),
		creator: linkOf(AUTHOR_ID),
		externalIds: [asText(ORIGIN_ID)],
		created: utcIso(CREATED),
		updated: utcIso(LAST_UPDATED),
		vendorFields: { ...without(vendorFields, TEXT), PROVIDER_ID, TYPE_ID },
	});
}

/** The form of a to-do has no priority, so that nobody has chosen the normal one. */
function priorityOf(value: unknown, isTodo: boolean): Portable['priority'] {
	const priority = PRIORITIES[asNumber(value) as keyof typeof PRIORITIES] ?? null;
	return isTodo && priority === 'normal' ? null : priority;
}

/** Fields of a call, meeting or email by Bitrix24's names. */
function systemFields({
	description,
	end,
	priority,
	location,
	address,
}: GivenPortable): IDataObject {
	return {
		DESCRIPTION: description,
		DESCRIPTION_TYPE: description === undefined ? undefined : PLAIN_TEXT,
		END_TIME: end,
		LOCATION: location ?? address,
		PRIORITY: priority === undefined ? undefined : NUMBERS[priority],
	};
}

function todoText(description: string | undefined): string | undefined {
	return description === undefined ? undefined : asBbCode(description);
}

/**
 * What Bitrix24 wants with whom a call, meeting or email is; without that an activity becomes a
 * to-do, which needs nobody.
 */
function kindFor({ kind }: GivenPortable, has: (name: string) => boolean): string {
	if (!has('client')) return 'todo';
	if (kind === 'meeting' || (kind === 'call' && has('phone')) || (kind === 'email' && has('email')))
		return kind;
	return 'todo';
}

export const newFromPortable: FromPortable = {
	finders,
	optional: ['kind', 'ownerType', 'owner', 'deadline', 'subject', 'responsible', 'email'],
	shown: ['responsible', 'client', 'phone', 'email'],
	values(activity, entered, people) {
		const place = placeOf(people);
		const { title, description, start, end, due, done, direction = 'outgoing' } = activity;
		return {
			...place,
			responsible: people.owner,
			kind: kindFor(activity, (name) => entered(name) || place[name] !== undefined),
			title,
			deadline: firstOf(due, end, start),
			todoDetails: {
				description: todoText(description),
				completed: done,
				responsibleId: people.owner,
			},
			subject: title,
			start: start ?? (end === undefined ? due : end),
			direction: DIRECTION_NUMBERS[direction],
			additionalFields: { ...systemFields(activity), completed: onlyDone(done) },
		};
	},
	madeUp: ({ start, end }) => (start === undefined && end !== undefined ? ['start'] : []),
};

/** A to-do has a deadline, a call or meeting has not; what only others have is for them. */
export const MADE_UP_FOR_CALLS = ['DEADLINE'];
export const MADE_UP_FOR_TODOS = ['END_TIME', 'PRIORITY', 'START_TIME'];

export const changesFromPortable: FromPortable = {
	finders,
	optional: [],
	values(activity, _entered, { owner }) {
		const { title, start, end, due } = activity;
		return {
			updateFields: {
				SUBJECT: title,
				RESPONSIBLE_ID: owner,
				DEADLINE: firstOf(due, end, start),
				START_TIME: start,
				...systemFields(activity),
			},
		};
	},
	madeUp: () => [...MADE_UP_FOR_CALLS, ...MADE_UP_FOR_TODOS].map((name) => `updateFields.${name}`),
};
