import type { IDataObject } from 'n8n-workflow';
import type { FromPortable } from '../../shared/operation/fillFromPortable';
import {
	firstOf,
	linkOf,
	onlyDone,
	portable,
	utcIso,
	type GivenPortable,
	type Portable,
} from '../../shared/operation/portableRecord';
import { asDescription, plainText } from '../../shared/text/html';
import { shownExternalId } from '../../shared/form/externalId';
import { asObject, asRows, asText } from '../../shared/text/unknownJson';

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
	} = activity;
	const kind = KINDS[asText(type)] ?? 'other';
	const links = (key: string, as: string) =>
		asRows(activity[key])
			.map((row) => linkOf(row.id, asText(row.name), asText(row.email)))
			.filter((link) => link !== null)
			.map((link) => ({ type: as, ...link }));
	const deal = linkOf(activity.linked_to, asText(asObject(activity.deal_details).name));
	return portable({
		vendor: 'deskera',
		id: asText(id),
		kind,
		subject: asText(name),
		description: plainText(asText(notes)),
		start: utcIso(start),
		end: utcIso(end),
		due: kind === 'task' ? utcIso(end) : null,
		done: done === true,
		status: done === true ? 'done' : 'open',
		owner: person(asRows(activity.assignee_details)[0] ?? asObject(activity.owner_details)),
		related: [
			...links('contact_details', 'contact'),
			...links('organization_details', 'company'),
			...(deal === null ? [] : [{ type: 'deal', ...deal }]),
		],
		created: utcIso(created_at),
		updated: utcIso(updated_at),
		externalId: shownExternalId(activity.source_id),
	});
}

function person({ id, first_name, last_name, email }: IDataObject) {
	return linkOf(id, `${asText(first_name)} ${asText(last_name)}`, asText(email));
}

/** Fields of an activity by Deskera's names. Its end is when a task is due. */
function fieldsOf({
	kind,
	subject,
	description,
	start,
	end,
	due,
	done,
}: GivenPortable): IDataObject {
	const type = kind === undefined ? undefined : TYPES[kind];
	return {
		name: subject,
		activity_type: type,
		start,
		end: type === TASK ? firstOf(due, end) : firstOf(end, due),
		notes: description === undefined ? undefined : asDescription(description),
		is_status: done,
	};
}

export const newFromPortable: FromPortable = {
	optional: ['name', 'activity_type', 'start'],
	values(activity) {
		const { name, activity_type, start, end, ...rest } = fieldsOf({
			...activity,
			done: onlyDone(activity.done),
		});
		return {
			name,
			activity_type,
			start: start ?? end,
			end,
			additionalFields: { ...rest, duration: end === undefined ? MINUTES_OTHERWISE : undefined },
		};
	},
	madeUp(activity) {
		const { start, end } = fieldsOf(activity);
		if (end === undefined) return ['additionalFields.duration'];
		return start === undefined ? ['start'] : [];
	},
};

export const changesFromPortable: FromPortable = {
	optional: [],
	values: (activity) => ({ updateFields: fieldsOf(activity) }),
};
