import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { Refused } from '../../shared/contract/errors';
import { externalIdIn, externalIdSearch } from '../../shared/form/externalId';
import { about, NUMBER, recordsWithId } from '../../shared/http/proof';
import { idInLine, referenceKey, referenceLine } from '../../shared/text/referenceLine';
import { asNumber, asObject, asRows, asText } from '../../shared/text/unknownJson';
import { A_TASK } from '../answerProofs';
import { method, resultOf } from '../vendor';

/**
 * A task keeps its External ID as a tag, `Ref: A-17`: lists can be filtered by tags, and not by XML_ID
 * (docs/contracts/bitrix24.md section 2.8).
 */
export const externalId = externalIdIn(
	'It is kept as a tag of the task, such as Ref: A-17, which people see in Bitrix24.',
);

/** Whether a comma ends a tag is not documented, so there is none in it. */
export function tagOf(id: string): string {
	return referenceLine(referenceKey(id)).replace(/[%,]/g, encodeURIComponent);
}

function idInTag(tag: string): string | undefined {
	return idInLine(tag)?.replace(/%(?:25|2C)/gi, decodeURIComponent);
}

/** What is the same for tags that the portal takes for one: its database has no regard to case. */
export function tagKey(id: string): string {
	return tagOf(id).toLowerCase();
}

/** Tags come by their numbers, or as a list, with a title each, and are written as a list of titles. */
export function tagsIn({ tags }: IDataObject): string[] {
	const all = Array.isArray(tags) ? tags : Object.values(asObject(tags));
	return all.map((tag) => asText(asObject(tag).title) || asText(tag));
}

/** Its tags without the one that keeps an External ID. */
export function otherTags(task: IDataObject): string[] {
	return tagsIn(task).filter((tag) => tag !== '' && idInTag(tag) === undefined);
}

/** @param task as it is read, or with the tags that were written @returns null where it has none or does not show it */
export function externalIdOf(task: IDataObject): string | null {
	const titles = Array.isArray(task.TAGS) ? task.TAGS.map(asText) : tagsIn(task);
	return titles.map(idInTag).find((id) => id !== undefined) ?? null;
}

/** The tags of a task with the one that keeps its External ID. @param tags null for none */
export function withTag(tags: unknown, id: string): string[] {
	const others = Array.isArray(tags) ? tags.map(asText) : [];
	return [...others.filter((tag) => tag.toLowerCase() !== tagKey(id)), tagOf(id)];
}

const WITH_IDS = recordsWithId(
	NUMBER,
	(body) => asObject(resultOf(body)).tasks,
	(row) => asObject(row).id,
	'a list of tasks',
);

/** The task that was made with an External ID, with its status. @returns undefined where there is none */
export function* taskFrom(id: string): Generator<RequestSpec, IDataObject | undefined, unknown> {
	const found = yield method(
		'tasks.task.list',
		{ order: { ID: 'asc' }, filter: { TAG: tagOf(id) }, select: ['ID', 'STATUS', 'TAGS'] },
		'read',
		WITH_IDS,
	);
	const rows = asRows(asObject(resultOf(found)).tasks);
	const row = rows.find((one) => tagsIn(one).some((tag) => tag.toLowerCase() === tagKey(id)));
	if (row === undefined && rows.length > 0)
		throw new Refused({
			kind: 'invalid',
			title: 'Bitrix24 did not filter its tasks by the External ID',
			advice:
				'It gave tasks with other tags, so whether this one exists is unknown. Nothing was written. ' +
				'Remove External ID to create the task anyway.',
		});
	return row;
}

/** The changes of a task: where its tags are replaced, the one that keeps its External ID stays. */
export function* keepingTag(
	id: number,
	changes: IDataObject,
): Generator<RequestSpec, IDataObject, unknown> {
	if (changes.TAGS === undefined) return changes;
	const body = yield method(
		'tasks.task.get',
		{ taskId: id, select: ['ID', 'TAGS'] },
		'read',
		about(id, A_TASK),
	);
	const kept = externalIdOf(asObject(asObject(resultOf(body)).task));
	return kept === null ? changes : { ...changes, TAGS: withTag(changes.TAGS, kept) };
}

export function isClosed({ status }: IDataObject): boolean {
	return [4, 5].includes(asNumber(status) ?? 0);
}

/** Tasks with a title, as lists show them. */
export function* tasksNamed(
	title: string,
): Generator<RequestSpec, readonly IDataObject[], unknown> {
	const body = yield method(
		'tasks.task.list',
		{ order: { ID: 'asc' }, filter: { TITLE: title }, select: ['*', 'TAGS'] },
		'read',
		WITH_IDS,
	);
	return asRows(asObject(resultOf(body)).tasks);
}

/** ID of the task that was made with an External ID. */
export function* taskIdFrom(id: string): Generator<RequestSpec, string | undefined, unknown> {
	const found = yield* taskFrom(id);
	return found === undefined ? undefined : asText(found.id);
}

/** Finds a task by its External ID. */
export const byExternalId = externalIdSearch('task', taskIdFrom);
