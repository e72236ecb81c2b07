import type { INodeProperties } from 'n8n-workflow';
import type { Field } from '../contract/field';
import { choice } from './fields';

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

/** What an output item holds, for operations and triggers. */
export function outputChoice(hasPortable: boolean): Field<string | undefined> {
	return choice('Output', hasPortable ? OUTPUTS : OUTPUTS.slice(1), {
		fallback: 'simplified',
		description: 'What each output item holds',
	});
}

/** The drop-down of a trigger. */
export function outputProperty(): INodeProperties {
	return outputChoice(true).property('output');
}

type Shape<R, T> = (record: R) => T;

/** How an item is made of a record, by the Output drop-down. */
export function shapedBy<R, T>(
	output: unknown,
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
