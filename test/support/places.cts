/** Where a value can stand, and what a blank means there (nodes/shared/form/blank.ts). */
type Blank = 'refuse' | 'leaveOut' | 'unchanged' | 'clear';

export const at = (blank: Blank, added: boolean, more: object = {}) => ({
	zone: 'Europe/Berlin',
	input: {},
	added,
	blank,
	leftAlone: () => undefined,
	...more,
});

/** Nobody asked for a value: the field was not added, or stands as it is shown. */
export const ABSENT = at('refuse', false);
export const NEW = at('leaveOut', true);
export const CHANGED = at('unchanged', true);
export const CLEARED = at('clear', true);
export const FILTER = at('refuse', true);
