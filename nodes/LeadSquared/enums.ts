/** Fixed values; docs/contracts/leadsquared.md section 5. */

export const RELATED_TO = [
	{ name: 'Lead', value: 1 },
	{ name: 'Nothing', value: 0 },
	{ name: 'Opportunity', value: 5 },
];

export const NOTIFY_BY = [
	{ name: 'Email to Assigned User', value: '1100' },
	{ name: 'Nobody', value: '1000' },
];
