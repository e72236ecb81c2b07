import { defined } from '../../shared/text/unknownJson';
import { yesNo } from '../yesNo';

interface ItemValues {
	readonly title?: string;
	readonly isComplete?: boolean;
	readonly isImportant?: boolean;
	/** Null for none. */
	readonly members?: readonly number[] | null;
	readonly memberRole?: string;
	readonly parent?: number;
	readonly sortIndex?: number;
}

/**
 * Fields of a checklist item as Bitrix24 wants them; docs/contracts/bitrix24.md section 2.9. An item
 * without a parent is a checklist of its own.
 */
export function itemBody(
	{ title, isComplete, isImportant, members, memberRole = 'A', parent, sortIndex }: ItemValues,
	isNew: boolean,
) {
	return defined({
		TITLE: title,
		PARENT_ID: parent ?? (isNew ? 0 : undefined),
		SORT_INDEX: sortIndex,
		IS_COMPLETE: yesNo(isComplete),
		IS_IMPORTANT: yesNo(isImportant),
		MEMBERS:
			members === undefined
				? undefined
				: Object.fromEntries((members ?? []).map((id) => [id, { TYPE: memberRole }])),
	});
}
