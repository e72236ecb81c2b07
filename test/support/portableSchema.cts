/** What Portable 2 is: docs/portable.schema.json, which every record that is put out has to fit. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';

interface Schema {
	readonly properties: Readonly<Record<string, { readonly description?: string }>>;
}

export const SCHEMA = JSON.parse(
	readFileSync(path.resolve(__dirname, '../../docs/portable.schema.json'), 'utf8'),
) as Schema;

const validate = new Ajv({ allErrors: true }).compile(SCHEMA);

/** All keys in their order, each of its type, of this vendor. */
export function expectPortable(record: Readonly<Record<string, unknown>>, vendor: string): void {
	validate(record);
	expect({ record, errors: validate.errors }).toEqual({ record, errors: null });
	const keys = Object.keys(SCHEMA.properties);
	expect(Object.keys(record).filter((key) => keys.includes(key) && key !== 'event')).toEqual(
		keys.filter((key) => key !== 'event'),
	);
	expect(record.vendor).toBe(vendor);
}
