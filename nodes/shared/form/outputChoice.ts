import type { INodeProperties } from 'n8n-workflow';
import type { Field, Form } from '../contract/field';
import { choice, flag } from './fields';

const OUTPUTS = [
	{
		name: 'Portable',
		value: 'portable',
		description:
			'The same keys for all four vendors, which Create and Update of the others can take',
	},
	{ name: 'Raw', value: 'raw', description: 'The record as the service sends it' },
	{
		name: 'Simplified',
		value: 'simplified',
		description: 'The most useful fields, flat, with ISO dates',
	},
];

const OUTPUT: Field<string | undefined> = choice('Output', OUTPUTS, {
	fallback: 'simplified',
	description: 'What each output item holds',
});

/** n8n's own toggle, where there are only two shapes to choose from. */
const SIMPLIFY: Field<boolean | undefined> = flag(
	'Simplify',
	'Whether to return a simplified version of the response instead of the raw data',
	true,
);

/** What an output item holds, as parameters of an operation. */
export function outputFields(hasPortable: boolean): Form {
	return hasPortable ? { output: OUTPUT } : { simple: SIMPLIFY };
}

/** What an output item holds. */
export type OutputChoice = 'raw' | 'simplified' | 'portable';

/** @param values of these fields, as they were read */
export function chosenOutput({ output, simple }: Readonly<Record<string, unknown>>): OutputChoice {
	if (output === 'raw' || simple === false) return 'raw';
	return output === 'portable' ? 'portable' : 'simplified';
}

/** The drop-down of a trigger. */
export function outputProperty(): INodeProperties {
	return OUTPUT.property('output');
}

type Shape<R, T> = (record: R) => T;

/** How an item is made of a record, by the Output drop-down. */
export function shapedBy<R, T>(
	output: OutputChoice,
	{
		raw,
		simplified,
		portable,
	}: {
		readonly raw: Shape<R, T>;
		readonly simplified: Shape<R, T>;
		readonly portable: Shape<R, T>;
	},
): Shape<R, T> {
	return output === 'raw' ? raw : output === 'portable' ? portable : simplified;
}
