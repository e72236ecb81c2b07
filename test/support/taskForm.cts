/** Where the form of a Bitrix24 task has which field. */
const ON_TOP: Readonly<Record<string, string>> = {
	TITLE: 'title',
	RESPONSIBLE_ID: 'responsible',
	DEADLINE: 'deadline',
	DESCRIPTION: 'description',
	PRIORITY: 'priority',
};

const NOTHING = '={{ "" }}';

/** A field on top that is left empty says nothing: it comes blank by an expression only. */
function onTop(value: unknown): unknown {
	if (value === '') return NOTHING;
	const isLocator = typeof value === 'object' && value !== null && '__rl' in value;
	return isLocator && 'value' in value && value.value === '' ? { ...value, value: NOTHING } : value;
}

/**
 * Parameters of a task from its fields by Bitrix24's names.
 * @param collection that has all fields which don't stand on top
 */
export function taskFields(
	collection: 'additionalFields' | 'updateFields',
	fields: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
	const entries = Object.entries(fields);
	return {
		...Object.fromEntries(
			entries
				.filter(([name]) => name in ON_TOP)
				.map(([name, value]) => [ON_TOP[name], onTop(value)]),
		),
		[collection]: Object.fromEntries(entries.filter(([name]) => !(name in ON_TOP))),
	};
}
