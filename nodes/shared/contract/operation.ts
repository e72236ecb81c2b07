import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec, Effect, Bulk } from './call';
import type { Form, Reader } from './field';
import type { WithFiles } from './files';
import type { UserReader } from './people';

/** What an operation returns for one input item: one record, with files or without, or the rows of a list. */
export type Result = IDataObject | IDataObject[] | WithFiles;

/**
 * The calls of one operation for one item, in order: each `yield` of a request gives the body of its answer. A refusal
 * ends the steps; they never retry, wait or catch.
 */
export type Steps =
	Generator<RequestSpec, Result, unknown> | AsyncGenerator<RequestSpec, Result, unknown>;

/** An operation as the engine and the form see it; made by the functions in operation/define.ts. */
export interface Operation {
	/** Stored in workflows: never rename. */
	readonly value: string;
	readonly name: string;
	readonly action: string;
	readonly description: string;
	readonly effect: Effect;
	readonly fields: Form;
	readonly options: Form;
	readonly bulk?: Bulk;
	/** If the operation works with one kind of credential only; checked before anything is sent. */
	readonly needs?: CredentialNeed;
	readonly confirm?: Confirmation;
	/** Looks up the names of users for whom the output has only the ID. */
	readonly users?: UserReader;
	/** Reads the item's parameters and starts its calls. @throws InvalidInput */
	readonly start: (read: Reader) => Started;
}

/** An item whose parameters have been read. */
export interface Started {
	readonly steps: Steps;
	/** The records that the item changes: items that share one go one after another, in their order. */
	readonly records: readonly string[];
	/** How many blank values leave their field as it is, because Blank Values is not set to clear it. */
	readonly leftAlone: number;
}

/**
 * A run that changes very many records must be confirmed with an option, so that a wrong expression does not empty an
 * account.
 */
export interface Confirmation {
	readonly above: number;
	/** The records that an item is about. @throws InvalidInput */
	readonly records: (read: Reader) => readonly unknown[];
	/** Whether the user has allowed it. */
	readonly given: (read: Reader) => boolean;
	/** @param count records of the whole run */
	readonly refusal: (count: number) => { readonly message: string; readonly advice: string };
}

/** The credential type that an operation needs, and what to tell people who use another. */
export interface CredentialNeed {
	readonly credential: string;
	readonly message: string;
	readonly advice: string;
}

/** A kind of record at the vendor, and what can be done with it. */
export interface Resource {
	/** Stored in workflows: never rename. */
	readonly value: string;
	readonly name: string;
	readonly operations: readonly Operation[];
}
