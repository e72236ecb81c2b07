/** What a vendor's file says to verify.mts, and how it reads answers of which nothing is known. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

export interface Answer {
	status: number;
	body: unknown;
}

/** One call, authenticated. */
export type Ask = (method: 'GET' | 'POST', place: string, body?: object) => Promise<Answer>;

/** What a point finds: `holds` is left out where the account has nothing to tell it by. */
export interface Finding {
	holds?: boolean;
	told?: string;
}

export interface Point {
	name: string;
	/** Operations of the node that rest on it, as `resource.operation`. */
	of?: readonly string[];
	check: (ask: Ask) => Promise<Finding | boolean>;
}

/** An environment variable with a key or an address. */
export interface Variable {
	name: string;
	what: string;
	optional?: boolean;
}

export interface Credential {
	/** The class of the credential. */
	type: string;
	/** What a user would have typed into it. */
	values: (of: (variable: string) => string) => ICredentialDataDecryptedObject;
}

export interface Vendor {
	credential: Credential;
	variables: Variable[];
	points: Point[];
}

/** What stands at a place, undefined where there is no such place. */
export function at(value: unknown, ...keys: Array<string | number>): unknown {
	return keys.reduce<unknown>(
		(inner, key) =>
			typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined,
		value,
	);
}

export type Row = Record<string, unknown>;

/** The list at a place, undefined where there is none. */
export function listAt(value: unknown, ...keys: string[]): unknown[] | undefined {
	const list = at(value, ...keys);
	return Array.isArray(list) ? list : undefined;
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null;

/** The records in a list. */
export const rowsIn = (list: unknown[] = []): Row[] => list.filter(isRow);

/** The text at a place, empty where there is none. */
export function textAt(value: unknown, ...keys: Array<string | number>): string {
	const text = at(value, ...keys);
	return text === undefined || text === null ? '' : String(text);
}
