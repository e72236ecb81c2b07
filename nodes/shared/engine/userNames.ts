import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../contract/callContext';
import type { UserDetails, UserReader } from '../contract/people';
import { now } from '../http/wait';
import { asRows, asText, isObject } from '../text/unknownJson';

/** Keys of the simplified output that hold a user, as `{ id, name, email }`, or a list of them; docs/output.md. */
const USER_KEYS = ['assignedTo', 'createdBy', 'updatedBy', 'organizer', 'attendees'];

/** Rows that are there already don't wait longer than that for names, in milliseconds. */
const LONGEST_WAIT = 10_000;

/** A user of whom nothing but the ID is known. */
interface Nameless extends IDataObject {
	readonly id: string | number;
	readonly name: null;
}

const PARTS = ['id', 'name', 'email'];

function isNameless(value: IDataObject): value is Nameless {
	return (
		value.name === null &&
		value.id !== null &&
		PARTS.every((part) => part in value) &&
		Object.keys(value).length === PARTS.length
	);
}

/** The IDs of all users in the rows of whom no name is known, each once. */
export function namelessUsers(rows: readonly IDataObject[]): string[] {
	const ids = new Set<string>();
	for (const row of rows)
		for (const key of USER_KEYS)
			for (const user of usersIn(row[key])) if (isNameless(user)) ids.add(asText(user.id));
	return [...ids];
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
	const named = (user: IDataObject): IDataObject => {
		const found = isNameless(user) ? known.get(asText(user.id)) : undefined;
		if (found === undefined) return user;
		return { ...user, name: textOrNull(found.name), email: user.email ?? textOrNull(found.email) };
	};
	let after = row;
	for (const key of USER_KEYS) {
		const users = usersIn(row[key]);
		if (!users.some(isNameless)) continue;
		after = { ...after, [key]: Array.isArray(row[key]) ? users.map(named) : named(users[0]) };
	}
	return after;
}

const NOBODY: readonly IDataObject[] = [];

/** One user, or several. */
function usersIn(value: unknown): readonly IDataObject[] {
	return Array.isArray(value) ? asRows(value) : isObject(value) ? [value] : NOBODY;
}

function textOrNull(value: unknown): string | null {
	const text = asText(value).trim();
	return text === '' ? null : text;
}
