/**
 * Arguments of the legacy task.* methods of the fake Bitrix24: PHP gets them in the order of their keys, whatever the
 * keys are called (contract 2.9). A key too many in front shifts all the others.
 */
import { isMap, isPhpMap, whole } from './bitrix24.answers.cts';
import type { Context, Params } from './bitrix24.portal.cts';
import { core } from './bitrix24.taskfields.cts';

export const thrown = (number: number, text: string, name: string) =>
	core(`TASKS_ERROR_EXCEPTION_#${number}; ${text}; ${number}/TE/${name}`);
const wrongArgument = (text: string) => thrown(256, text, 'WRONG_ARGUMENTS');
export const failed = (text: string) => thrown(8, text, 'ACTION_FAILED_TO_BE_PROCESSED');

/** a token at the end is no argument; anywhere else it is one (contract 2.9) */
function argumentsOf(params: Params, { caller }: Context) {
	const keys = Object.keys(params);
	if (caller.kind === 'app' && keys.at(-1) === 'auth') keys.pop();
	return keys.map((key) => params[key]);
}

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== '';
const FITS: Record<Type, (value: unknown) => boolean> = {
	integer: (value) => whole(value) !== undefined,
	array: isPhpMap,
	list: Array.isArray,
};

type Type = 'array' | 'integer' | 'list';
type Argument = readonly [name: string, type: Type, optional?: true];
/** What an argument is, once it was checked. */
type Given<T> = T extends 'integer' ? number : T extends 'array' ? Params : unknown[];
type Arguments<Signature extends readonly Argument[]> = {
	-readonly [Index in keyof Signature]: Signature[Index] extends readonly [string, infer T, true]
		? Given<T> | undefined
		: Given<Signature[Index][1]>;
};

export const TASK = ['taskId', 'integer'] as const;
export const ITEM = ['itemId', 'integer'] as const;
export const FIELDS = ['arFields', 'array'] as const;

/**
 * @param params what came, in its order
 * @param method PHP's name, e.g. ctaskchecklistitem::add
 * @param signature name, type, may it be left out?
 * @returns the arguments in their order, integers as numbers
 */
export function positional<const Signature extends readonly Argument[]>(
	params: Params,
	method: string,
	signature: Signature,
	context: Context,
): Arguments<Signature> {
	const given = argumentsOf(params, context);
	if (given.length > signature.length)
		throw wrongArgument(`Too many params given for method ${method}()`);
	return signature.map(([name, type, optional], index) => {
		const value = given[index];
		const which = `Param #${index} (${name})`;
		if (!isGiven(value) || (type === 'array' && isPhpMap(value) && !optional && !isMap(value))) {
			if (optional) return undefined;
			throw wrongArgument(`${which} expected by method ${method}(), but not given.`);
		}
		if (!FITS[type](value))
			throw wrongArgument(
				`${which} for method ${method}() expected to be of type "${type}", but given something else.`,
			);
		return type === 'integer' ? whole(value) : value;
	}) as Arguments<Signature>;
}

/** Keys that an argument may hold. */
export function keysOf(value: Params, names: readonly string[], method: string, which: string) {
	for (const key of Object.keys(value))
		if (!names.includes(key))
			throw wrongArgument(`Param ${which} for method ${method}() must not contain key "${key}".`);
	return value;
}
