import type { IDataObject } from 'n8n-workflow';
import type { Effect, RequestSpec, Bulk } from '../contract/call';
import type { Form, Meaning, Reader, Values } from '../contract/field';
import { WithFiles } from '../contract/files';
import type { Confirmation, CredentialNeed, Operation, Result, Steps } from '../contract/operation';
import { choice, collection, fixed, flag } from '../form/fields';
import { readBoth } from '../form/foundRecords';
import { limitFields, rowLimit } from '../form/limitFields';
import { chosenOutput, outputFields, shapedBy, type OutputChoice } from '../form/outputChoice';
import { LEAVE_OUT_BLANKS, placeOf, readForm, REFUSE_BLANKS } from '../form/readForm';
import { asObject } from '../text/unknownJson';
import { checkConfirmed, confirmField, selectedFieldsOption, selectFields } from './agentTools';
import {
	filledReader,
	portableSteps,
	readFilled,
	startedElsewhere,
	type FromPortable,
} from './fillFromPortable';
import { blanksNamed } from './mustChange';
import { portableForm } from './portableForm';
import { withAddresses, type AddressBook } from './portablePeople';

/**
 * What a write fills in: a new record, for which nothing is sent where a value is blank; one that exists, which stays
 * as it is there unless Blank Values says otherwise; either; or a new one unless an External ID is given.
 */
export type Writes = 'new' | 'present' | 'newOrPresent' | 'newOrFound';

interface Texts {
	readonly value: string;
	readonly name: string;
	readonly action: string;
	readonly description: string;
}

interface Common<F extends Form, O extends Form> extends Texts {
	readonly effect: Effect;
	/** It gives blanks their meaning. Everything else (reads, deletes, changes of state) refuses blanks. */
	readonly writes?: Writes;
	/** Whether a create that is `newOrFound` may find its record without an External ID, too. */
	readonly mayFind?: (item: Reader) => boolean;
	/** Keys of the records that an item changes; items that share one go one after another, in their order. */
	readonly records?: (values: Values<F>, options: Options<O>) => readonly unknown[];
	readonly fields: F;
	/** How it is done; none of them is a value of the record, so a blank is refused. */
	readonly options?: O;
	readonly needs?: CredentialNeed;
	/** Takes something away that can't be brought back, for some values or for all: an AI agent must confirm it. */
	readonly isDestructive?: (values: Values<F>) => boolean;
	/**
	 * Gives the operation the toggle Simplify: a record in the keys that all vendors share (docs/output.md), or as the
	 * vendor sends it.
	 */
	readonly simplify?: (record: IDataObject) => IDataObject;
	/** What options do to the record of the raw output, and to no other. */
	readonly raw?: (record: IDataObject, options: Options<O>) => IDataObject;
	/** Makes a drop-down of it, with the record in the words of no vendor; made by `portable()`. */
	readonly portable?: (record: IDataObject) => IDataObject;
	/**
	 * Who adds emails and phone numbers to the people of the portable output, each item by itself, and the names and
	 * emails of users to the simplified one, once for the whole run (engine/userNames.ts).
	 */
	readonly addresses?: AddressBook;
	/** Lets the operation take its values from such a record. */
	readonly fromPortable?: FromPortable;
}

type Options<O extends Form> = Partial<Values<O>>;

interface CallDefinition<F extends Form, O extends Form> extends Common<F, O> {
	readonly request: (
		values: Values<F>,
		options: Options<O>,
		item: Reader,
	) => RequestSpec | Promise<RequestSpec>;
	/** The request comes along so that a write can say what was written. */
	readonly output: (body: unknown, request: RequestSpec, values: Values<F>) => Result;
	readonly bulk?: Bulk;
	readonly confirm?: Confirm<F>;
}

/** Above so many records in one run the user has to switch on an option first. */
interface Confirm<F extends Form> {
	readonly above: number;
	readonly records: (values: Values<F>) => readonly unknown[];
	/** What the run would do, for the message: `delete 250 activities`. */
	readonly would: (count: number) => string;
}

interface StepsDefinition<F extends Form, O extends Form> extends Common<F, O> {
	readonly steps: (values: Values<F>, options: Options<O>, item: Reader) => Steps;
	readonly bulk?: Bulk;
}

interface ListDefinition<F extends Form, O extends Form> extends Omit<Common<F, O>, 'effect'> {
	/**
	 * Reads the rows page by page, most often with `listSteps`.
	 * @param limit rows wanted; Infinity for all
	 * @param output what is made of them, so that the vendor need not send more than that
	 */
	readonly rows: (
		values: Values<F>,
		options: Options<O>,
		limit: number,
		output: OutputChoice,
	) => Generator<RequestSpec, IDataObject[], unknown>;
}

/** Parameters every list has. */
const LIMIT_FIELDS = limitFields();

/** A drop-down where there is a Portable output, else n8n's toggle Simplify. */
function shapeFields({
	simplify,
	portable,
}: Pick<Common<Form, Form>, 'simplify' | 'portable'>): Form {
	return simplify === undefined ? {} : outputFields(portable !== undefined);
}

/** For operations that always take something away. */
export const ALWAYS = (): boolean => true;

/** An operation of one call: parameters become a request, the answer becomes output. */
export function operation<F extends Form, O extends Form = Record<never, never>>(
	definition: CallDefinition<F, O>,
): Operation {
	return assembled(
		definition,
		{},
		async function* (values, options, item) {
			const request = await definition.request(values, options, item);
			return definition.output(yield request, request, values);
		},
		definition,
	);
}

/** An operation of several calls (read, merge, write). The engine makes them; an operation has no loop of its own. */
export function multiStep<F extends Form, O extends Form = Record<never, never>>(
	definition: StepsDefinition<F, O>,
): Operation {
	return assembled(definition, {}, definition.steps, definition);
}

/** A list: gets Return All and Limit, reads lazily, one output item per row. */
export function list<F extends Form, O extends Form = Record<never, never>>(
	definition: ListDefinition<F, O>,
): Operation {
	const shapes = shapeFields(definition);
	return assembled(
		{ ...definition, effect: 'read' },
		LIMIT_FIELDS,
		function* (values, options, item) {
			const limit = rowLimit(readForm(LIMIT_FIELDS, item, REFUSE_BLANKS));
			const output =
				definition.simplify === undefined
					? 'raw'
					: chosenOutput(readForm(shapes, item, REFUSE_BLANKS));
			return yield* definition.rows(values, options, limit, output);
		},
	);
}

function assembled<F extends Form, O extends Form>(
	definition: Common<F, O>,
	before: Form,
	steps: (values: Values<F>, options: Options<O>, item: Reader) => Steps,
	{ bulk, confirm }: { readonly bulk?: Bulk; readonly confirm?: Confirm<F> } = {},
): Operation {
	const {
		value,
		name,
		action,
		description,
		effect,
		writes,
		mayFind,
		records,
		fields,
		simplify,
		raw = (one) => one,
		portable,
		addresses,
		fromPortable,
		needs,
		isDestructive,
	} = definition;
	const runForm: Form = {
		...selectedFieldsOption(simplify !== undefined),
		...(mayClear(writes) ? BLANK_VALUES : {}),
		...(confirm === undefined ? {} : confirmOption(confirm)),
	};
	const options = collection('Options', (definition.options ?? {}) as O);
	const shapes = shapeFields(definition);
	return {
		value,
		name,
		action,
		description,
		effect,
		bulk,
		needs,
		users: simplify === undefined ? undefined : addresses?.user,
		...(confirm === undefined ? {} : { confirm: confirmation(fields, confirm) }),
		fields: {
			...confirmField(isDestructive !== undefined),
			...inOrder(fromPortable === undefined ? fields : portableForm(fields, fromPortable), before),
			...shapes,
		},
		options: { ...definition.options, ...runForm },
		start(given) {
			const elsewhere =
				fromPortable === undefined ? undefined : startedElsewhere(given, fromPortable);
			if (elsewhere !== undefined) return elsewhere;
			const reader = fromPortable === undefined ? given : filledReader(given, fromPortable);
			let leftAlone = 0;
			const meaning = isNew(writes, reader, mayFind) ? 'new' : writes;
			const readFields = () =>
				readForm(
					fields,
					reader,
					meaningOf(meaning, reader, () => leftAlone++),
				);
			const [values, chosen] = readBoth(
				() => (reader === given ? readFields() : readFilled(readFields, given)),
				() => options.read(reader.raw('options'), placeOf(reader, REFUSE_BLANKS, true)),
			);
			if (isDestructive?.(values) === true) checkConfirmed(reader);
			const asked = steps(values, chosen, reader);
			const named = leftAlone > 0 ? blanksNamed(asked) : asked;
			const begun =
				fromPortable === undefined || reader === given
					? named
					: portableSteps({ entered: given, filled: reader }, fromPortable, named);
			const changes = (records?.(values, chosen) ?? []).map((key) => JSON.stringify(key));
			if (simplify === undefined) return { records: changes, leftAlone, steps: begun };
			const output = chosenOutput(readForm(shapes, reader, REFUSE_BLANKS));
			const shape = shapedBy(output, {
				raw: (one: IDataObject) => raw(one, chosen),
				simplified: simplify,
				portable: portable ?? simplify,
			});
			const book = output === 'portable' ? addresses : undefined;
			return {
				records: changes,
				leftAlone,
				steps: shaped(begun, shape, selectFields(reader), book),
			};
		},
	};
}

/** What narrows or sorts a list stands behind Return All and Limit, as in n8n's own nodes. */
const OF_LISTS = ['filters', 'conditions', 'sort'];

function inOrder(fields: Form, limits: Form): Form {
	const all = Object.entries(fields);
	const isOfLists = ([name]: readonly [string, unknown]) => OF_LISTS.includes(name);
	return {
		...Object.fromEntries(all.filter((entry) => !isOfLists(entry))),
		...limits,
		...Object.fromEntries(all.filter(isOfLists)),
	};
}

const CLEAR = 'clear';
const UNCHANGED = 'unchanged';

const BLANK_VALUES = {
	blankValues: fixed(
		choice(
			'Blank Values',
			[
				{
					name: 'Clear the Field',
					value: CLEAR,
					description: 'Clear the field, where the service allows it',
				},
				{
					name: 'Leave Unchanged',
					value: UNCHANGED,
					description: 'Keep what the record has',
				},
			],
			{
				fallback: UNCHANGED,
				description:
					'What to do when an expression gives a blank value, such as that of an empty cell. ' +
					'Fields that you leave out stay unchanged either way.',
			},
		),
	),
};

const BLANK_OPTION = collection('Options', BLANK_VALUES);

function mayClear(writes: Writes | undefined): boolean {
	return writes !== undefined && writes !== 'new';
}

function isNew(
	writes: Writes | undefined,
	reader: Reader,
	mayFind: Common<Form, Form>['mayFind'] = () => false,
): boolean {
	if (writes !== 'newOrFound') return writes === 'new';
	return !('externalId' in asObject(reader.raw('options'))) && !mayFind(reader);
}

function meaningOf(writes: Writes | undefined, reader: Reader, leftAlone: () => void): Meaning {
	if (writes === undefined) return REFUSE_BLANKS;
	if (writes === 'new') return LEAVE_OUT_BLANKS;
	const { blankValues } = BLANK_OPTION.read(
		reader.raw('options'),
		placeOf(reader, REFUSE_BLANKS, true),
	);
	return { blank: blankValues === CLEAR ? 'clear' : 'unchanged', leftAlone };
}

function confirmOption({ above }: { above: number }) {
	return {
		allowMany: fixed(
			flag(
				`Allow More Than ${above}`,
				`Whether one run may change more than ${above} records. Without it such a run stops before anything is sent.`,
			),
		),
	};
}

function confirmation<F extends Form>(fields: F, confirm: Confirm<F>): Confirmation {
	const option = collection('Options', confirmOption(confirm));
	return {
		above: confirm.above,
		records: (reader) => confirm.records(readForm(fields, reader, REFUSE_BLANKS)),
		given: (reader) =>
			option.read(reader.raw('options'), placeOf(reader, REFUSE_BLANKS, true)).allowMany === true,
		refusal: (count) => ({
			message: `This run would ${confirm.would(count)}`,
			advice:
				'Nothing was sent. If that is what you want, add the option "Allow More Than ' +
				`${confirm.above}".`,
		}),
	};
}

async function* shaped(
	steps: Steps,
	shape: (record: IDataObject) => IDataObject,
	select: (record: IDataObject) => IDataObject,
	book: AddressBook = {},
): AsyncGenerator<RequestSpec, Result, unknown> {
	let result = yield* steps;
	if (result instanceof WithFiles) {
		const [record] = yield* withAddresses([shape(result.json)], book);
		return new WithFiles(select(record), result.files);
	}
	const isList = Array.isArray(result);
	const records = [result].flat();
	// A long list is not held twice: each of its rows can go once it has its shape.
	result = [];
	for (const [index, row] of records.entries()) records[index] = shape(row);
	const complete = (yield* withAddresses(records, book)).map(select);
	return isList ? complete : complete[0];
}
