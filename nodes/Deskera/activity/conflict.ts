import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { Refused } from '../../shared/contract/errors';
import type { Moment } from '../../shared/text/dates';
import { asNumber, asText } from '../../shared/text/unknownJson';
import { toIso } from '../times';

/** What a workflow knows of an activity that it is going to change. */
interface Known {
	/** When it was last changed, as the user says. */
	readonly known: Moment | undefined;
	/** The input item: often the activity itself, as an earlier node read it. */
	readonly input: IDataObject;
	/** Somebody else's change in between forbids the update. */
	readonly refuse: boolean;
}

/** Simplified output has milliseconds, the record microseconds. */
const ROUNDING_MS = 1;

/**
 * Whether somebody changed an activity after the workflow had read it. Deskera has no conditional write, so this is
 * known up to the moment of the reading that an update begins with.
 * @returns when it was changed, or undefined when it was not, or nobody can tell
 * @throws Refused when that forbids the update
 */
export function changedSince(
	current: IDataObject,
	{ known, input, refuse }: Known,
): string | undefined {
	const before = known?.local ?? readBy(input, asNumber(current.id));
	const now = DateTime.fromISO(asText(current.updated_at));
	if (before === undefined || !before.isValid || !now.isValid) return undefined;
	if (now.toMillis() - before.toMillis() <= ROUNDING_MS) return undefined;
	const at = toIso(asText(current.updated_at));
	if (!refuse) return at;
	throw new Refused({
		kind: 'invalid',
		title: `Somebody changed the activity at ${at}, after this workflow had read it`,
		advice:
			'Nothing was written. Read the activity again and look at the change, or set ' +
			'On Conflict to "Update and Flag".',
	});
}

function readBy(
	{ id, updatedAt, updated_at }: IDataObject,
	activity: number | undefined,
): DateTime | undefined {
	const at = asText(updatedAt) || asText(updated_at);
	return at !== '' && asNumber(id) === activity ? DateTime.fromISO(at) : undefined;
}
