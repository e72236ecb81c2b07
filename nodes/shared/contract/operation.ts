import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec, Effect, Bulk } from './call';
import type { Form, Reader } from './field';
import type { WithFiles } from './files';
import type { UserReader } from './people';

/** What an operation returns for one input item: one record, with files or without, or the rows of a list. */
export type Result = IDataObject | IDataObject[] | WithFiles;

/**
 * The calls of one operation for one item, in order: each `yield` hands out a request and comes back with the body of
 * its answer. A refusal ends it; nobody in here retries, waits or catches.
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
	/** Works with one kind of credential only; said before anything is sent. */
	readonly needs?: CredentialNeed;
	readonly confirm?: Confirmation;
	/** Who tells the names of users of whom the output has the ID alone. */
	readonly users?: UserReader;
	/** Reads the item's parameters (throws `InvalidInput`) and begins its calls. */
	readonly start: (read: Reader) => Started;
}

/** An item whose parameters were read. */
export interface Started {
	readonly steps: Steps;
	/** The records that the item changes: items that share one go one after another, in their order. */
	readonly records: readonly string[];
	/** How many blank values change nothing, as nobody asked for clearing fields. */
	readonly leftAlone: number;
}

/**
 * A run that changes very many records at once has to be asked for, so that a wrong expression
 * does not empty an account.
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

/** The credential type an operation can't do without, and what to tell somebody who uses another. */
export interface CredentialNeed {
	readonly credential: string;
	readonly message: string;
	readonly advice: string;
}

/** A thing at the vendor and what can be done with it. */
export interface Resource {
	/** Stored in workflows: never rename. */
	readonly value: string;
	readonly name: string;
	readonly operations: readonly Operation[];
}
