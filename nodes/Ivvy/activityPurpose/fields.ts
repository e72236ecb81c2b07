import { choice, text } from '../../shared/form/fields';

const TYPES = [
	{ name: 'Account', value: 1 },
	{ name: 'Corporate', value: 3 },
	{ name: 'Function', value: 2 },
	{ name: 'Group', value: 4 },
];

export const name = text('Name', { placeholder: 'e.g. Site inspection' });
export const type = choice<number>('Type', TYPES, { fallback: 1 });
