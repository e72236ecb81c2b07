/** Fixed values; docs/contracts/deskera.md section 3.3. */

export const ACTIVITY_TYPES = [
	{ name: 'Call', value: 'call' },
	{ name: 'Deadline', value: 'deadline' },
	{ name: 'Email', value: 'email' },
	{ name: 'Lunch', value: 'lunch' },
	{ name: 'Meeting', value: 'meeting' },
	{ name: 'Task', value: 'task' },
];

export const VISIBILITIES = [
	{ name: 'Private', value: 'private' },
	{ name: 'Public', value: 'public' },
	{ name: 'Team', value: 'team' },
];
