import { text } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';

export const commentId = picker('Comment', NUMBER_ID, {
	search: 'searchTimelineComments',
	description: 'The comment; the list shows those of the record',
});
export const comment = text('Comment Text', { rows: 4 });

const WORDS: Readonly<Record<number, string>> = {
	1: 'lead',
	2: 'deal',
	3: 'contact',
	4: 'company',
	7: 'quote',
	14: 'order',
	31: 'smart_invoice',
};

/**
 * Comments name the type of a record by a word; smart processes are `dynamic_177`
 * (docs/contracts/bitrix24.md section 2.7).
 */
export function typeWord(ownerType: number): string {
	return WORDS[ownerType] ?? `dynamic_${ownerType}`;
}
