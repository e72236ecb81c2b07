import type { IDataObject } from 'n8n-workflow';
import type { FromPortable } from '../../shared/operation/fillFromPortable';
import { idsOf, listOf } from '../../shared/operation/matchPeople';
import {
	firstOf,
	linkOf,
	linksOf,
	portable,
	utcIso,
	type Portable,
} from '../../shared/operation/portableRecord';
import type { GivenPortable } from '../../shared/operation/readPortable';
import { asArray, asNumber, asObject, asText, without } from '../../shared/text/unknownJson';
import { asBbCode } from '../bbCode';
import { codesOf, finders } from '../matching';
import { recordsOfCodes } from '../relatedRecords';
import { textOf } from './description';
import { externalIdOf, otherTags } from './externalTag';

const STATUSES: Readonly<Record<number, Portable['status']>> = {
	2: 'open',
	3: 'inProgress',
	4: 'waiting',
	5: 'done',
	6: 'deferred',
	7: 'cancelled',
};
/** What Portable has a word for. */
const TYPES = ['company', 'contact', 'deal', 'lead'];
const PRIORITIES = { 0: 'low', 1: 'normal', 2: 'high' } as const;
const NUMBERS = { low: 0, normal: 1, high: 2 } as const;

/** The description comes out of both as plain text. */
const TEXT = ['description', 'descriptionInBbcode'];

export function toPortable(task: IDataObject): IDataObject {
	const {
		id,
		title,
		startDatePlan,
		endDatePlan,
		deadline,
		status: number,
		priority,
		responsible,
		responsibleId,
		creator,
		createdBy,
		accomplices,
		ufCrmTask,
		tags,
		parentId,
		xmlId,
		createdDate,
		changedDate,
		closedDate,
		...vendorFields
	} = task;
	const status = STATUSES[asNumber(number) ?? 0] ?? null;
	return portable({
		vendor: 'bitrix24',
		id: asText(id),
		kind: 'task',
		title: asText(title),
		description: textOf(task),
		start: utcIso(startDatePlan),
		end: utcIso(endDatePlan),
		due: utcIso(deadline),
		done: status === null ? null : status === 'done',
		status,
		priority: PRIORITIES[asNumber(priority) as keyof typeof PRIORITIES] ?? null,
		doneAt: status === 'done' ? utcIso(closedDate) : null,
		owner: userOf(responsibleId, responsible),
		related: [
			...recordsOfCodes(ufCrmTask).flatMap(({ type, id: recordId }) =>
				linksOf(TYPES.includes(asText(type)) ? asText(type) : 'other', recordId),
			),
			...linksOf('user', ...asArray(accomplices)),
		],
		creator: userOf(createdBy, creator),
		tags: otherTags({ tags }),
		parent: linkOf(parentId),
		externalId: externalIdOf(task),
		externalIds: [asText(xmlId)],
		created: utcIso(createdDate),
		updated: utcIso(changedDate),
		vendorFields: without(vendorFields, TEXT),
	});
}

function userOf(id: unknown, user: unknown) {
	const { id: sameId, name } = asObject(user);
	return linkOf(id ?? sameId, name);
}

/** What stands on top of the form. */
function mainOf({ title, description, priority, ...times }: GivenPortable): IDataObject {
	return {
		title,
		deadline: timesOf(times).due,
		description: description === undefined ? undefined : asBbCode(description),
		priority: priority === undefined ? undefined : NUMBERS[priority],
	};
}

/** The other fields, by Bitrix24's names. The state of a task that exists is changed by operations of their own. */
function detailsOf({ tags, ...times }: GivenPortable): IDataObject {
	const { start, end } = timesOf(times);
	return { TAGS: tags, START_DATE_PLAN: start, END_DATE_PLAN: end };
}

/** A planned start needs a planned end; a lone time is the deadline. */
function timesOf({ start, end, due }: GivenPortable): GivenPortable {
	const until = firstOf(end, due);
	if (start === undefined || until === undefined) return { due: firstOf(due, end, start) };
	return { start, end: until, due };
}

export const newFromPortable: FromPortable = {
	finders,
	optional: ['title', 'responsible'],
	values: (activity, _entered, people) => ({
		...mainOf(activity),
		responsible: people.owner,
		additionalFields: {
			...detailsOf(activity),
			UF_CRM_TASK: listOf(...codesOf(people)),
			ACCOMPLICES: listOf(...idsOf(people, 'user')),
			completed: activity.done,
		},
	}),
	madeUp: (_activity, { isStandIn }) => (isStandIn === true ? ['responsible'] : []),
};

export const changesFromPortable: FromPortable = {
	finders,
	optional: [],
	values: (activity, _entered, { owner }) => ({
		...mainOf(activity),
		responsible: owner,
		updateFields: detailsOf(activity),
	}),
};
