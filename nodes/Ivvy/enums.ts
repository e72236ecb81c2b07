/** Fixed values; docs/contracts/ivvy.md sections 6.1 and 7.1. */

export const SUB_TYPES = [
	{ name: 'Call', value: 2 },
	{ name: 'Email', value: 3 },
	{ name: 'Meeting', value: 1 },
];

export const PRIORITIES = [
	{ name: 'High', value: 'high' },
	{ name: 'Low', value: 'low' },
	{ name: 'Medium', value: 'medium' },
];

export const TASK_STATUSES = [
	{ name: 'Cancelled', value: 3 },
	{ name: 'Completed', value: 4 },
	{ name: 'In Progress', value: 1 },
	{ name: 'Not Started', value: 0 },
	{ name: 'On Hold', value: 2 },
];
