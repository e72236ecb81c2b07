/** Status and priority of a task by number; docs/contracts/bitrix24.md section 2.8. */
export const STATUSES = [
	{ name: 'Awaiting Approval', value: 4 },
	{ name: 'Completed', value: 5 },
	{ name: 'Declined', value: 7 },
	{ name: 'Deferred', value: 6 },
	{ name: 'In Progress', value: 3 },
	{ name: 'Waiting', value: 2 },
];

export const PRIORITIES = [
	{ name: 'High', value: 2 },
	{ name: 'Low', value: 0 },
	{ name: 'Medium', value: 1 },
];
