/** How the fake iVvy looks at the parameters of a call and how it refuses them, docs/contracts/ivvy.md section 4.2. */
import type { Options } from './ivvy.behavior.cts';
import { format, type Store } from './ivvy.data.cts';
import type { Write } from './server.cts';

/** The parameters of a call. */
export type Input = Readonly<Record<string, unknown>>;

/** What an action gets of the account and of the call. */
export interface Context {
	readonly input: Input;
	readonly store: Store;
	readonly writes: Write[];
	readonly options: Options;
	readonly credentials: { readonly key: string; readonly secret: string };
	readonly now: () => number;
	readonly callable: (namespace: string, action: string) => boolean;
	readonly perform: Perform;
}

export type Perform = (namespace: string, action: string, input: Input) => object;
export type Action = (context: Context) => object;
/** By namespace and name. */
export type Actions = Readonly<Record<string, Readonly<Record<string, Action>>>>;

export class Refusal extends Error {
	constructor(
		readonly errorCode: number,
		message: string,
		readonly specificCode?: number,
		readonly additionalMessages?: readonly string[],
	) {
		super(message);
	}
}

export function refuse(...args: ConstructorParameters<typeof Refusal>): never {
	throw new Refusal(...args);
}

/** Of a parameter that is left out by mistake, or names what can't be chosen. */
export function unfit(name: string): never {
	refuse(400, `'${name}' does not validate`, 23016, [`${name}: *Invalid item selected*`]);
}

/** What is wrong with a value, if anything; `is`: what it is otherwise. */
export interface Check<T> {
	(value: unknown): string | undefined;
	readonly is?: T;
}
export type Checks = Readonly<Record<string, Check<unknown>>>;
export type Checked<C extends Checks> = {
	readonly [Name in keyof C]?: NonNullable<C[Name]> extends Check<infer T> ? T : never;
};

export const whole: Check<number> = (value) =>
	Number.isInteger(value) ? undefined : 'Value must be a whole number';
export const within =
	(low: number, high: number): Check<number> =>
	(value) =>
		whole(value) ??
		(Number(value) < low || Number(value) > high
			? `Value must be between ${low} and ${high}`
			: undefined);
export const text: Check<string> = (value) =>
	typeof value === 'string' ? undefined : 'Value must be a string';
export const flag: Check<boolean> = (value) =>
	typeof value === 'boolean' ? undefined : 'Value must be true or false';
export const oneOf =
	<T,>(...names: readonly T[]): Check<T> =>
	(value) =>
		(names as readonly unknown[]).includes(value)
			? undefined
			: `Value must be one of ${names.join(', ')}`;
export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
export const object: Check<Input> = (value) =>
	isObject(value) ? undefined : 'Value must be an object';
/** Section 14: the lists' venueId is a number or numeric text. */
export const looseWhole: Check<number | string> = (value) =>
	/^\d+$/.test(String(value)) && typeof value !== 'object'
		? undefined
		: 'Value must be a whole number';
export const wholes: Check<number[]> = (value) =>
	Array.isArray(value) && value.every(Number.isInteger)
		? undefined
		: 'Value must be an array of whole numbers';

/** Section 5: `YYYY-MM-DD HH:mm:ss`, UTC, optional suffix ` UTC`. */
export const timestamp: Check<string> = (value) => {
	const plain = typeof value === 'string' ? value.replace(/ UTC$/, '') : '';
	const at = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(plain)
		? Date.parse(`${plain.replace(' ', 'T')}Z`)
		: Number.NaN;
	return !Number.isNaN(at) && format(at) === plain ? undefined : 'Value must be a timestamp';
};

/** @returns the parameters, which are what the checks say, and there where they are required */
export function check<C extends Checks, Name extends keyof C & string>(
	input: Input,
	checks: C,
	required: readonly Name[],
): Checked<C> & { readonly [_ in Name]-?: NonNullable<Checked<C>[_]> };
export function check<C extends Checks>(
	input: Input,
	checks: C,
	required?: readonly string[],
): Checked<C>;
export function check(input: Input, checks: Checks, required: readonly string[] = []) {
	for (const [name, value] of Object.entries(input)) {
		const wrongOf = Object.hasOwn(checks, name) ? checks[name] : undefined;
		if (wrongOf === undefined)
			refuse(400, `'${name}' does not validate`, 23016, [`${name}: *Unknown parameter*`]);
		const wrong = wrongOf(value);
		if (wrong !== undefined) refuse(400, `'${name}' does not validate`, 23016, [wrong]);
	}
	for (const name of required)
		if ((input[name] ?? '') === '') refuse(400, `'${name}' is required`, 23017);
	return input;
}
