/** Fixed values; docs/contracts/bitrix24.md section 2.1. */

export const ACTIVITY_TYPES = [
	{ name: 'Call', value: 2 },
	{ name: 'Email', value: 4 },
	{ name: 'Meeting', value: 1 },
	{ name: 'Provider Activity', value: 6 },
	{ name: 'Task', value: 3 },
];

export const STATUSES = [
	{ name: 'Done', value: 2 },
	{ name: 'Done Automatically', value: 3 },
	{ name: 'Waiting', value: 1 },
];

export const PRIORITIES = [
	{ name: 'High', value: 3 },
	{ name: 'Low', value: 1 },
	{ name: 'Medium', value: 2 },
];

export const NOTIFY_TYPES = [
	{ name: 'Days Before', value: 3 },
	{ name: 'Hours Before', value: 2 },
	{ name: 'Minutes Before', value: 1 },
];

export const DIRECTIONS = [
	{ name: 'Incoming', value: 1 },
	{ name: 'Outgoing', value: 2 },
];

export const PLAIN_TEXT = 1;
export const BB_CODE = 2;
export const HTML = 3;

export const CONTENT_TYPES = [
	{ name: 'BB Code', value: BB_CODE },
	{ name: 'HTML', value: HTML },
	{ name: 'Plain Text', value: PLAIN_TEXT },
];

/** What stands for the color of a to-do that has none of its own. */
export const DEFAULT_COLOR = 'default';

/** Colors of a to-do by number; Bitrix24 gives them no names. */
export const COLORS = [
	...['1', '2', '3', '4', '5', '6', '7'].map((value) => ({ name: `Color ${value}`, value })),
	{ name: 'Default', value: DEFAULT_COLOR },
];

/** Colors of badges and tags of custom activities; section 2.5. */
export const TONES = [
	{ name: 'Blue', value: 'primary' },
	{ name: 'Gray', value: 'secondary' },
	{ name: 'Green', value: 'success' },
	{ name: 'Red', value: 'failure' },
	{ name: 'Yellow', value: 'warning' },
];
