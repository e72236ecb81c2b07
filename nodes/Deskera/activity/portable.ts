import type { IDataObject } from 'n8n-workflow';
import type { FromPortable } from '../../shared/operation/fillFromPortable';
import { idsOf, listOf } from '../../shared/operation/matchPeople';
import {
	firstOf,
	linkOf,
	onlyDone,
	portable,
	utcIso,
	type Portable,
} from '../../shared/operation/portableRecord';
import type { GivenPortable } from '../../shared/operation/readPortable';
import { asDescription, plainText } from '../../shared/text/html';
import { asObject, asRows, asText } from '../../shared/text/unknownJson';
import { finders } from '../matching';

const KINDS: Readonly<Record<string, Portable['kind']>> = {
	call: 'call',
	deadline: 'task',
	email: 'email',
	lunch: 'meeting',
	meeting: 'meeting',
	task: 'task',
};
const TYPES: Readonly<Record<Portable['kind'], string>> = {
	call: 'call',
	email: 'email',
	meeting: 'meeting',
	note: 'task',
	other: 'task',
	task: 'task',
};

/** Of an activity without an end nothing is known; Deskera wants one. */
const MINUTES_OTHERWISE = 30;
const TASK = 'task';

export function toPortable(activity: IDataObject): IDataObject {
	const {
		id,
		name,
		activity_type: type,
		notes,
		start,
		end,
		is_status: done,
		created_at,
		updated_at,
		assignee_details: assignees,
		owner_details: owner,
		contact_details: contacts,
		organization_details: companies,
		deal_details: dealDetails,
		linked_to: dealId,
		created_by: creator,
		source,
		source_id: sourceId,
		...vendorFields
	} = activity;
	const kind = KINDS[asText(type)] ?? 'other';
	const links = (rows: unknown, as: string) =>
		asRows(rows)
			.map((row) => linkOf(row.id, row.name, row.email, row.phone))
			.filter((link) => link !== null)
			.map((link) => ({ type: as, ...link }));
	const people = asRows(assignees)
		.map(person)
		.filter((one) => one !== null);
	const deal = linkOf(dealId, asObject(dealDetails).name);
	return portable({
		vendor: 'deskera',
		id: asText(id),
		kind,
		title: asText(name),
		description: plainText(asText(notes)),
		start: utcIso(start),
		end: utcIso(end),
		due: kind === 'task' ? utcIso(end) : null,
		done: done === true,
		status: done === true ? 'done' : 'open',
		owner: people[0] ?? person(asObject(owner)),
		related: [
			...links(contacts, 'contact'),
			...links(companies, 'company'),
			...(deal === null ? [] : [{ type: 'deal', ...deal }]),
			...people.slice(1).map((one) => ({ type: 'user', ...one })),
		],
		creator: linkOf(creator),
		externalIds: [asText(sourceId)],
		created: utcIso(created_at),
		updated: utcIso(updated_at),
		vendorFields: { ...vendorFields, source },
	});
}

function person({ id, first_name, last_name, email }: IDataObject) {
	return linkOf(id, `${asText(first_name)} ${asText(last_name)}`, email);
}

/**
 * Fields of an activity by Deskera's names. Its end is when a task is due; of what kind it is may not be said where one
 * that exists is changed.
 */
function fieldsOf({ kind, title, description, start, end, due, done }: GivenPortable): IDataObject {
	const type = kind === undefined ? undefined : TYPES[kind];
	const isTask = type === TASK || type === undefined;
	// Elsewhere a task may be due before it was planned to start.
	const isTooLate = isTask && Date.parse(start ?? '') > Date.parse(due ?? '');
	return {
		name: title,
		activity_type: type,
		start: isTooLate ? undefined : start,
		end: isTask ? firstOf(due, end) : firstOf(end, due),
		notes: description === undefined ? undefined : asDescription(description),
		is_status: done,
	};
}

export const newFromPortable: FromPortable = {
	finders,
	optional: ['name', 'activity_type', 'start'],
	values(activity, entered, people) {
		const { name, activity_type, start, end, ...rest } = fieldsOf({
			...activity,
			done: onlyDone(activity.done),
		});
		return {
			name,
			activity_type,
			start: start ?? end,
			end: entered('additionalFields.duration') ? undefined : end,
			additionalFields: {
				...rest,
				assignee_ids: listOf(people.owner, ...idsOf(people, 'user')),
				contact_ids: listOf(...idsOf(people, 'contact')),
				organization_ids: listOf(...idsOf(people, 'company')),
				linked_to: idsOf(people, 'deal')[0],
				duration: end === undefined ? MINUTES_OTHERWISE : undefined,
			},
		};
	},
	madeUp(activity) {
		const { start, end } = fieldsOf(activity);
		if (end === undefined) return ['additionalFields.duration'];
		return start === undefined ? ['start'] : [];
	},
};

export const changesFromPortable: FromPortable = {
	finders,
	optional: [],
	values(activity, _entered, people) {
		const fields = fieldsOf(activity);
		return {
			updateFields: {
				...fields,
				start: fields.start ?? fields.end,
				assignee_ids:
					people.owner === undefined ? undefined : listOf(people.owner, ...idsOf(people, 'user')),
			},
		};
	},
	madeUp: (activity) => (fieldsOf(activity).start === undefined ? ['updateFields.start'] : []),
};
