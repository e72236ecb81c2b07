import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../contract/call';
import { InvalidInput } from '../contract/errors';
import type { Reader } from '../contract/field';
import type { Operation, Result, Started, Steps } from '../contract/operation';
import { isBlank } from '../form/blank';
import { asObject, isObject } from '../text/unknownJson';
import { withoutNeedlessWrites } from './needlessWrites';
import { readPortable, type GivenPortable } from './readPortable';
import { sourceText } from './portableRecord';
import { closingOnly, newsOf } from './newsOfCopy';

/**
 * How a create that is linked to the source of its activity treats an activity whose source is a record of its own:
 * the copy in the other CRM was edited, and the record here is to follow.
 */
export interface Origin {
	/** As portable records name this service. */
	readonly vendor: string;
	/** The kind of record, as in their `source`. */
	readonly idsOf?: string;
	readonly update: Operation;
	/** Completes the record, where its update can't. */
	readonly complete?: Operation;
	/** How the record is read, of which only what is new is written. */
	readonly present?: {
		readonly get: Operation;
		readonly toPortable: (record: IDataObject) => IDataObject;
	};
	/** The parameters of these operations. @param id of the record, as text */
	readonly parameters: (id: string, reader: Reader) => Readonly<Record<string, unknown>>;
}

/** A picker with an ID in it, as a form hands it over. */
export function byId(value: string): IDataObject {
	return { __rl: true, mode: 'id', value };
}

/** The External ID by which a copy knows its source, such as `crm:12`. @throws InvalidInput without vendor or ID */
export function sourceOf({ source, vendor, id }: GivenPortable): string {
	if (source !== undefined) return source;
	if (vendor !== undefined && id !== undefined) return sourceText(vendor, id);
	throw new InvalidInput(
		'The portable activity does not say where it comes from',
		'"Link to Source" needs its vendor and id, as nodes with Output set to Portable give them.',
	);
}

/**
 * ID of the record of a vendor from which an activity was copied.
 * @throws InvalidInput for one of another kind, which may have the ID of a record of this kind
 */
function originIn(
	{ externalIds = [] }: GivenPortable,
	{ vendor, idsOf }: Origin,
): string | undefined {
	const start = sourceText(vendor, '', idsOf);
	const sources = externalIds.filter((one) => one.startsWith(sourceText(vendor, '')));
	const ids = sources
		.filter((one) => one.startsWith(start))
		.map((one) => one.slice(start.length))
		.filter((id) => !id.includes(':'));
	if (ids.length === 0 && sources.length > 0)
		throw new InvalidInput(
			`The portable activity is a copy of ${sources[0]}, which is another kind of record`,
			'Nothing was written. Use the resource from which it was copied.',
		);
	return ids[0];
}

/** Parameters that say where values come from and who is who: the same in all operations. */
const SHARED = ['matchPeople', 'ifNobody', 'standIn', 'peopleTable', 'valuesFrom'];

/**
 * Begins an item of a create that is linked to its source.
 * @returns the change of the record here that is the source; undefined where there is none
 * @throws InvalidInput for an activity of the same service, whose IDs say nothing, and as the update does
 */
export function startedOnOrigin(reader: Reader, origin: Origin): Started | undefined {
	const activity = readPortable(reader.raw('portableActivity'), reader.zone);
	const { vendor, update, complete, present, parameters } = origin;
	if (activity.vendor === vendor)
		throw new InvalidInput(
			'The portable activity comes from the same service',
			'"Link to Source" is for two different services, as the IDs of two accounts of one can be the same. ' +
				'Use External ID instead.',
		);
	const id = originIn(activity, origin);
	if (id === undefined || activity.deleted === true) return undefined;
	// What kind of activity a record is does not change with its copy, which may not be able to be of that kind.
	const form = {
		...parameters(id, reader),
		portableActivity: { ...closingOnly(activity), kind: undefined },
		// It has an owner, whom nobody stands in for.
		...(reader.raw('ifNobody') === 'standIn' ? { ifNobody: 'leaveOut' } : {}),
	};
	const begun = update.start(withForm(reader, form));
	const changed =
		present === undefined
			? begun
			: { ...begun, steps: newsOnly(begun.steps, { reader, form, update, present }) };
	if (activity.done !== true || complete === undefined)
		return { ...changed, steps: both(changed.steps) };
	const completed = complete.start(withForm(reader, form)).steps;
	return { ...changed, steps: both(changed.steps, withoutNeedlessWrites(completed)) };
}

interface Change {
	readonly reader: Reader;
	readonly form: Readonly<Record<string, unknown>> & { readonly portableActivity: GivenPortable };
	readonly update: Operation;
	readonly present: NonNullable<Origin['present']>;
}

/** The steps of an update that writes only what is new to the record. */
async function* newsOnly(
	whole: Steps,
	{ reader, form, update, present: { get, toPortable } }: Change,
): AsyncGenerator<RequestSpec, Result, unknown> {
	// All checks of what was given come before the first request.
	const first = await whole.next();
	const answers = new Map<string, unknown>();
	const record = yield* recordNow(
		get.start(withForm(reader, { ...form, output: 'raw', options: {} })).steps,
		answers,
	);
	if (record === undefined) return yield* withAnswers(whole, answers, first);
	const portableActivity = newsOf(form.portableActivity, toPortable(record), reader.zone);
	const { steps } = update.start(withForm(reader, { ...form, portableActivity }));
	return yield* withAnswers(steps, answers);
}

/** @returns undefined where the record can't be read */
async function* recordNow(
	steps: Steps,
	answers: Map<string, unknown>,
): AsyncGenerator<RequestSpec, IDataObject | undefined, unknown> {
	let step = await steps.next();
	while (step.done !== true) {
		const body = yield { ...step.value, optional: true, mayBeDenied: true };
		if (body === undefined) return undefined;
		answers.set(nameOf(step.value), body);
		step = await steps.next(body);
	}
	return isObject(step.value) ? (step.value as IDataObject) : undefined;
}

/** The same steps; what they read before their first write, and was read already, is not read again. */
async function* withAnswers(
	steps: Steps,
	answers: Map<string, unknown>,
	first?: IteratorResult<RequestSpec, Result>,
): AsyncGenerator<RequestSpec, Result, unknown> {
	let step = first ?? (await steps.next());
	while (step.done !== true) {
		const name = nameOf(step.value);
		if (step.value.effect === 'write') answers.clear();
		step = await steps.next(answers.has(name) ? answers.get(name) : yield step.value);
	}
	return step.value;
}

/** The same for a read that may be refused. */
function nameOf(request: RequestSpec): string {
	return JSON.stringify({ ...request, optional: undefined, mayBeDenied: undefined });
}

/** The reader of another operation's form, filled in with these parameters and what both have. */
function withForm(reader: Reader, form: Readonly<Record<string, unknown>>): Reader {
	return readingOf(reader, {
		given: (name) => SHARED.includes(name) && reader.given(name),
		raw: (name) => form[name] ?? (SHARED.includes(name) ? reader.raw(name) : undefined),
	});
}

/** The same item, some of its parameters read in another way. */
export function readingOf(
	reader: Reader,
	{ given, madeUp, raw }: Pick<Reader, 'raw'> & Partial<Pick<Reader, 'given' | 'madeUp'>>,
): Reader {
	return {
		itemIndex: reader.itemIndex,
		zone: reader.zone,
		dateFormat: reader.dateFormat,
		mark: reader.mark,
		records: reader.records,
		byAgent: reader.byAgent,
		get input() {
			return reader.input;
		},
		file: (name) => reader.file(name),
		given: given ?? ((name) => reader.given(name)),
		madeUp: madeUp ?? ((name) => reader.madeUp(name)),
		raw,
	};
}

async function* both(first: Steps, second?: Steps): AsyncGenerator<RequestSpec, Result, unknown> {
	const [record] = [yield* first];
	const completed = second === undefined ? undefined : yield* second;
	if (!isObject(record)) return record;
	const { unchanged, ...written } = record;
	const isSame =
		unchanged === true && (completed === undefined || asObject(completed).unchanged === true);
	return { ...written, updated: !isSame, ...(isSame ? { unchanged: true } : {}) };
}

/** A reader of a create whose External ID is the source of its activity, where none is filled in. */
export function linkedReader(reader: Reader): Reader {
	const activity = readPortable(reader.raw('portableActivity'), reader.zone);
	return readingOf(reader, {
		raw(name) {
			if (name !== 'options') return reader.raw(name);
			const options = asObject(reader.raw(name));
			return isBlank(options.externalId) ? { ...options, externalId: sourceOf(activity) } : options;
		},
	});
}
