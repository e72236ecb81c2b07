'use strict';
/** Where a value can stand, and what a blank means there (nodes/shared/form/blank.ts). */
const at = (blank, added, more = {}) => ({
	zone: 'Europe/Berlin',
	input: {},
	added,
	blank,
	leftAlone: () => undefined,
	...more,
});

/** Nobody asked for a value: the field was not added, or stands as it is shown. */
const ABSENT = at('refuse', false);
const NEW = at('leaveOut', true);
const CHANGED = at('unchanged', true);
const CLEARED = at('clear', true);
const FILTER = at('refuse', true);

module.exports = { ABSENT, NEW, CHANGED, CLEARED, FILTER, at };
