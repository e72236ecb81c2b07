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

/** Where a value stands. */
export interface Place {
	/** The workflow's time zone, an IANA name. */
	readonly zone: string;
	/** How texts that are no ISO dates are read: a format in Luxon's tokens. */
	readonly dateFormat?: string;
	/** The item's JSON, for fields that map columns by name. */
	readonly input: IDataObject;
	/** Somebody has asked for a value here: the field was added to a collection, or holds an expression. */
	readonly added: boolean;
	readonly blank: Blank;
	/** Told of each blank that leaves a field unchanged. */
	readonly leftAlone: () => void;
	/** What is known by an address instead of an ID. */
	readonly records: FoundRecords;
	/** Values of the same form that stand before it. */
	readonly beside?: Readonly<Record<string, unknown>>;
}

/** What blanks mean in a form, and who counts those that leave something unchanged. */
export interface Meaning {
	readonly blank: Blank;
	readonly leftAlone: () => void;
}

/**
 * A form field: how it looks in the editor and how its value is read, in one place. The key under which a field stands
 * in its form is the parameter's name, stored in workflows: never rename it.
 */
export interface Field<T> {
	readonly label: string;
	property(name: string): INodeProperties;
	/** Where one parameter looks different under different conditions: instead of `property`. */
	properties?(name: string): INodeProperties[];
	/** Values of other fields of the form for which this one is shown; otherwise whatever stands in it is absent. */
	readonly shownFor?: Readonly<Record<string, ReadonlyArray<string | number | boolean>>>;
	/** True where it has to be filled in, wherever it is shown. */
	readonly isRequired?: boolean;
	/** True where a record may be given by an address, in the field itself or in one inside. */
	readonly looksUp?: boolean;
	/** True where the field, or one inside, takes dates. */
	readonly takesDates?: boolean;
	/** What counts as blank, where a field has a way of its own to hold nothing. */
	isBlank?(raw: unknown): boolean;
	/**
	 * A blank is given its meaning by `onBlank`, and undefined is what comes of it.
	 * @throws InvalidInput naming the label
	 */
	read(raw: unknown, place: Place): T;
	/**
	 * What stands in it may say something of other fields of the same form, such as a URL of the kind of a record.
	 * @param values as they were read
	 * @throws InvalidInput where they say something else
	 */
	agrees?(raw: unknown, values: Readonly<Record<string, unknown>>): void;
}

export type Form = Readonly<Record<string, Field<unknown>>>;
export type Values<F extends Form> = {
	readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never;
};

/** The fields that one item's form has and shows, with what was entered. */
export interface FieldsInHand {
	/** @param names of parameters @returns the first that the form shows, or undefined */
	find(names: readonly string[]): { readonly label: string; readonly value: unknown } | undefined;
}

/** Position of an input item, 0-based, as in `pairedItem`. */
export type ItemIndex = number;

/** One item's parameters and files, as the runner hands them to an operation. */
export interface Reader {
	readonly itemIndex: ItemIndex;
	/** The workflow's time zone, an IANA name. */
	readonly zone: string;
	/** How texts that are no ISO dates are read: a format in Luxon's tokens. */
	readonly dateFormat?: string;
	readonly input: IDataObject;
	/** Whether an AI agent runs the node, and chose some of the values. */
	readonly byAgent: boolean;
	/** A text that stands for this item of this run, the same at each try of it, and for nothing else. */
	readonly mark: string;
	/** What was looked up for the run. */
	readonly records: FoundRecords;
	raw(name: string): unknown;
	/** Whether a parameter holds an expression: then a blank is no default, but a value that did not come. */
	given(name: string): boolean;
	/**
	 * Whether what stands in a parameter, or in a field of a collection (`additionalFields.duration`), is what a new
	 * record needs and nobody has said: a record that exists keeps its own.
	 */
	madeUp(name: string): boolean;
	/** @throws InvalidInput when the item has no such binary property */
	file(binaryProperty: string): FileContent;
}
