import type { IDataObject } from 'n8n-workflow';
import { asNumber, asObject, asRows, defined } from '../../shared/text/unknownJson';
import { yesNo } from '../yesNo';

interface ItemValues {
	readonly title?: string;
	readonly isComplete?: boolean;
	readonly isImportant?: boolean;
	/** Null for none; so with observers. */
	readonly participants?: readonly number[] | null;
	readonly observers?: readonly number[] | null;
	readonly parent?: number;
	readonly sortIndex?: number;
}

/**
 * Fields of a checklist item as Bitrix24 wants them; docs/contracts/bitrix24.md section 2.9. An item
 * without a parent is a checklist of its own.
 */
export function itemBody(
	{ title, isComplete, isImportant, participants, observers, parent, sortIndex }: ItemValues,
	isNew: boolean,
) {
	return defined({
		TITLE: title,
		PARENT_ID: parent ?? (isNew ? 0 : undefined),
		SORT_INDEX: sortIndex,
		IS_COMPLETE: yesNo(isComplete),
		IS_IMPORTANT: yesNo(isImportant),
		MEMBERS:
			participants === undefined && observers === undefined
				? undefined
				: { ...membersOf(observers, OBSERVER), ...membersOf(participants, PARTICIPANT) },
	});
}

const PARTICIPANT = 'A';
const OBSERVER = 'U';

function membersOf(ids: readonly number[] | null | undefined, TYPE: string): IDataObject {
	return Object.fromEntries((ids ?? []).map((id) => [id, { TYPE }]));
}

/** The members of an item that exists, by their role: a list, or a map by the IDs of the users. */
export function membersIn(item: IDataObject): { participants: number[]; observers: number[] } {
	const { MEMBERS } = item;
	const all = Array.isArray(MEMBERS)
		? asRows(MEMBERS).map(({ ID, TYPE }) => ({ id: asNumber(ID), type: TYPE }))
		: Object.entries(asObject(MEMBERS)).map(([id, one]) => ({
				id: asNumber(id),
				type: asObject(one).TYPE,
			}));
	const those = (type: string) =>
		all.flatMap((member) => (member.id !== undefined && member.type === type ? [member.id] : []));
	return { participants: those(PARTICIPANT), observers: those(OBSERVER) };
}
