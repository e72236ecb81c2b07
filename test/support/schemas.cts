/** Output schemas as n8n's editor reads them. */
import { ACTIONS } from './descriptions.cts';

/** node -> its folder below nodes/, which is called like its class */
export const FOLDERS: Readonly<Record<string, string>> = Object.fromEntries(
	Object.entries(ACTIONS).map(([folder, { make }]) => [make().description.name, folder]),
);

interface Schema {
	readonly type: string;
	readonly items?: Schema;
	readonly properties?: Readonly<Record<string, Schema>>;
}

/** The schema of one output, by example. */
export function schemaOf(value: unknown): Schema & { readonly version: number } {
	return { ...typeOf(value), version: 1 };
}

function typeOf(value: unknown): Schema {
	if (value === null) return { type: 'null' };
	if (Array.isArray(value))
		return { type: 'array', ...(value.length === 0 ? {} : { items: typeOf(value[0]) }) };
	if (typeof value === 'object')
		return {
			type: 'object',
			properties: Object.fromEntries(
				Object.entries(value).map(([key, inner]) => [key, typeOf(inner)]),
			),
		};
	return { type: Number.isInteger(value) ? 'integer' : typeof value };
}
