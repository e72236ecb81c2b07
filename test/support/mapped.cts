import type { Row } from './row.cts';

/** The value of a resource mapper as the editor stores it. @param types of fields that are no texts */
export const mapped = (value: Row, types: Readonly<Record<string, string>> = {}) => ({
	mappingMode: 'defineBelow',
	value,
	schema: Object.keys(value).map((id) => ({
		id,
		displayName: id,
		required: false,
		defaultMatch: false,
		display: true,
		type: types[id] ?? 'string',
	})),
});
