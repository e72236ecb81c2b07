import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../contract/call';
import type { Reader } from '../contract/field';
import type { Result, Steps } from '../contract/operation';
import { asArray, asObject, asRows, asText, isObject } from '../text/unknownJson';
import type { MatchedPeople } from './matchPeople';
import type { GivenPortable } from './readPortable';

/** How records here are found that say the same as an activity, and are nobody's copy yet. */
export interface Unlinked {
	/**
	 * Records that may be meant, as the service gives them.
	 * @param reader of the form, which is read before the first request
	 */
	readonly likely: (
		activity: GivenPortable,
		reader: Reader,
	) => Generator<RequestSpec, readonly IDataObject[], unknown>;
	readonly portable: (row: IDataObject) => IDataObject;
	/** Gives one its External ID, and changes nothing else. */
	readonly link: (row: IDataObject, externalId: string) => RequestSpec;
}

interface ToLink {
	readonly activity: GivenPortable;
	/** By which its copy is known. */
	readonly externalId: string;
	readonly people: MatchedPeople;
	/** The form with what the activity says. */
	readonly filled: Reader;
	/** Changes the record with an ID so that it says what the activity says. */
	readonly changed: (id: string) => Steps;
}

/** Records that become the copy of an activity: of two activities that say the same, each gets one of its own. */
const taken = new Set<string>();
const MOST_TAKEN = 100_000;

/** Looks for a record here that says the same. @returns what makes it the copy; undefined where there is none */
export function* linkedSteps(
	unlinked: Unlinked,
	{ activity, externalId, people, filled, changed }: ToLink,
): Generator<RequestSpec, Steps | undefined, unknown> {
	const rows = yield* unlinked.likely(activity, filled);
	const keyOf = ({ vendor, id, created }: IDataObject) =>
		JSON.stringify([vendor, id, created].map(asText));
	const row = rows.find((one) => {
		const record = unlinked.portable(one);
		return saysTheSame(activity, record, people) && !taken.has(keyOf(record));
	});
	if (row === undefined) return undefined;
	const record = unlinked.portable(row);
	if (taken.size >= MOST_TAKEN) taken.clear();
	taken.add(keyOf(record));
	return linking(unlinked.link(row, externalId), changed(asText(record.id)));
}

async function* linking(
	request: RequestSpec,
	steps: Steps,
): AsyncGenerator<RequestSpec, Result, unknown> {
	yield request;
	const result = yield* steps;
	if (!isObject(result)) return result;
	const written = Object.entries(result).filter(([key]) => key !== 'unchanged');
	return { ...Object.fromEntries(written), updated: true, linked: true };
}

/** Whether a record that is nobody's copy has the title, the time and the people of an activity. */
function saysTheSame(
	activity: GivenPortable,
	record: IDataObject,
	{ owner, isStandIn, related }: MatchedPeople,
): boolean {
	const timeOf = ({ due, end, start }: Readonly<Record<string, unknown>>) =>
		Date.parse(asText(due ?? end ?? start));
	const [time, own] = [timeOf({ ...activity }), timeOf(record)];
	const its = asObject(record.owner);
	const hasOwner =
		owner === undefined ||
		isStandIn === true ||
		record.owner === null ||
		[its.id, its.email].map(asText).includes(owner);
	const relations = asRows(record.related).map(({ id }) => asText(id));
	const hasPeople =
		related.length === 0 ||
		relations.length === 0 ||
		related.some(({ id }) => relations.includes(id));
	return (
		asArray(record.externalIds).length === 0 &&
		asText(record.title) === activity.title &&
		(time === own || (Number.isNaN(time) && Number.isNaN(own))) &&
		hasOwner &&
		hasPeople
	);
}
