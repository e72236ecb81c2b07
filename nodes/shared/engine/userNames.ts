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
	const users = rows
		.flatMap((row) => USER_KEYS.flatMap((key) => usersIn(row[key])))
		.filter(isNameless);
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
	const named = (user: IDataObject): IDataObject => {
		const found = isNameless(user) ? known.get(asText(user.id)) : undefined;
		if (found === undefined) return user;
		return { ...user, name: textOrNull(found.name), email: user.email ?? textOrNull(found.email) };
	};
	const users = USER_KEYS.filter((key) => usersIn(row[key]).some(isNameless)).map((key) => {
		const value = usersIn(row[key]).map(named);
		return [key, Array.isArray(row[key]) ? value : value[0]] as const;
	});
	return users.length === 0 ? row : { ...row, ...Object.fromEntries(users) };
}

/** One user, or several. */
function usersIn(value: unknown): IDataObject[] {
	return Array.isArray(value) ? asRows(value) : isObject(value) ? [value] : [];
}

function textOrNull(value: unknown): string | null {
	const text = asText(value).trim();
	return text === '' ? null : text;
}
