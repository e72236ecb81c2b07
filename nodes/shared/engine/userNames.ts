import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../contract/callContext';
import type { UserDetails, UserReader } from '../contract/people';
import { now } from '../http/wait';
import { asText, isObject } from '../text/unknownJson';

/** Keys of the simplified output that hold a user, as `{ id, name, email }`; docs/output.md. */
const USER_KEYS = ['assignedTo', 'createdBy', 'updatedBy'];

/** Rows that are there already don't wait longer than that for names, in milliseconds. */
const LONGEST_WAIT = 10_000;

/** A user of whom nothing but the ID is known. */
interface Nameless extends IDataObject {
	readonly id: string | number;
	readonly name: null;
}

function isNameless(value: unknown): value is Nameless {
	return (
		isObject(value) &&
		Object.keys(value).join() === 'id,name,email' &&
		value.id !== null &&
		value.name === null
	);
}

/** The IDs of all users in the rows of whom no name is known, each once. */
export function namelessUsers(rows: readonly IDataObject[]): string[] {
	const users = rows.flatMap((row) => USER_KEYS.map((key) => row[key])).filter(isNameless);
	return [...new Set(users.map(({ id }) => asText(id)))];
}

/**
 * Reads users for rows that are complete without it: whatever goes wrong, what could not be read is not known.
 * @returns details by ID
 */
export async function readUsers(
	call: Call,
	reader: UserReader,
	ids: readonly string[],
): Promise<ReadonlyMap<string, UserDetails>> {
	const until = now() + LONGEST_WAIT;
	try {
		const steps = reader(ids);
		let step = steps.next();
		while (step.done !== true) {
			const verdict = await call(step.value, { until });
			if (!verdict.ok) return new Map();
			step = steps.next(verdict.body);
		}
		return step.value;
	} catch {
		return new Map();
	}
}

/** A row with the names and emails of its users, as far as they are known. */
export function withUserNames(
	row: IDataObject,
	known: ReadonlyMap<string, UserDetails>,
): IDataObject {
	const named = USER_KEYS.flatMap((key): Array<[string, IDataObject]> => {
		const user = row[key];
		if (!isNameless(user)) return [];
		const found = known.get(asText(user.id));
		if (found === undefined) return [];
		const email = user.email ?? textOrNull(found.email);
		return [[key, { ...user, name: textOrNull(found.name), email }]];
	});
	return named.length === 0 ? row : { ...row, ...Object.fromEntries(named) };
}

function textOrNull(value: unknown): string | null {
	const text = asText(value).trim();
	return text === '' ? null : text;
}
