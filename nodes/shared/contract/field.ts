import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { FileContent } from './files';
import type { FoundRecords } from './people';

/**
 * What a blank means: a value that was asked for and did not come.
 *
 * | meaning | where | a blank is |
 * |---|---|---|
 * | `leaveOut` | a new record | not sent |
 * | `unchanged` | a record that exists, or may | not sent, and counted |
 * | `clear` | the same, with Blank Values set to Clear the Field | the vendor's way to clear the field, or an error |
 * | `refuse` | filters, periods, what is read or deleted | an error that names the field |
 */
export type Blank = 'leaveOut' | 'unchanged' | 'clear' | 'refuse';

/** Where a value comes from, and what that means for it. */
export interface Place {
	/** The workflow's time zone, an IANA name. */
	readonly zone: string;
	/** How text that is not an ISO date is read: a format in Luxon's tokens. */
	readonly dateFormat?: string;
	/** The item's JSON, for fields that map columns by name. */
	readonly input: IDataObject;
	/** The user wants a value here: the field was added to a collection, or holds an expression. */
	readonly added: boolean;
	readonly blank: Blank;
	/** Called for each blank that leaves a field unchanged. */
	readonly leftAlone: () => void;
	/** Records that are given by an address instead of an ID. */
	readonly records: FoundRecords;
	/** Values of the same form that were read before this one. */
	readonly beside?: Readonly<Record<string, unknown>>;
}

/** What blanks mean in a form, and who counts those that leave something unchanged. */
export interface Meaning {
	readonly blank: Blank;
	readonly leftAlone: () => void;
}

/**
 * A form field: how it looks in the editor and how its value is read, in one place. A field's key in its form is the
 * name of the parameter, which workflows store: never rename it.
 */
export interface Field<T> {
	readonly label: string;
	property(name: string): INodeProperties;
	/** Used instead of `property` if the parameter looks different under different conditions. */
	properties?(name: string): INodeProperties[];
	/** The values of other fields for which this one is shown. While it is hidden, its value counts as absent. */
	readonly shownFor?: Readonly<Record<string, ReadonlyArray<string | number | boolean>>>;
	/** Whether it must be filled in wherever it is shown. */
	readonly isRequired?: boolean;
	/** Whether the field, or one inside, takes an address instead of an ID. */
	readonly looksUp?: boolean;
	/** Whether the field, or one inside, takes dates. */
	readonly takesDates?: boolean;
	/** What counts as blank, if the field has its own way to hold nothing. */
	isBlank?(raw: unknown): boolean;
	/**
	 * `onBlank` gives a blank its meaning; its value is undefined.
	 * @throws InvalidInput naming the label
	 */
	read(raw: unknown, place: Place): T;
	/**
	 * Checks the value against other fields of the form: the URL of a record says of what kind the record is.
	 * @param values as they were read
	 * @throws InvalidInput if they contradict each other
	 */
	agrees?(raw: unknown, values: Readonly<Record<string, unknown>>): void;
}

export type Form = Readonly<Record<string, Field<unknown>>>;
export type Values<F extends Form> = {
	readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never;
};

/** The fields that one item's form shows, with what was entered. */
export interface FieldsInHand {
	/** @param names of parameters @returns the first that the form shows, or undefined */
	find(names: readonly string[]): { readonly label: string; readonly value: unknown } | undefined;
}

/** Position of an input item, 0-based, as in `pairedItem`. */
export type ItemIndex = number;

/** One item's parameters and files, as the engine hands them to an operation. */
export interface Reader {
	readonly itemIndex: ItemIndex;
	/** The workflow's time zone, an IANA name. */
	readonly zone: string;
	/** How text that is not an ISO date is read: a format in Luxon's tokens. */
	readonly dateFormat?: string;
	readonly input: IDataObject;
	/** Whether an AI agent runs the node, and chose some of the values. */
	readonly byAgent: boolean;
	/** A text that is unique to this item of this run, and the same when n8n retries it. */
	readonly mark: string;
	/** What was looked up for the run. */
	readonly records: FoundRecords;
	raw(name: string): unknown;
	/** Whether a parameter holds an expression: then a blank is not a default, but a value that is missing. */
	given(name: string): boolean;
	/**
	 * Whether the value of a parameter, or of a field in a collection (`additionalFields.duration`), was made up because
	 * a new record needs one and nobody has given it. A record that exists keeps its own value.
	 */
	madeUp(name: string): boolean;
	/**
	 * @param label of the field that names the binary property
	 * @throws InvalidInput when the item has no such binary property
	 */
	file(binaryProperty: string, label: string): FileContent;
}
