import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { RequestSpec } from '../contract/call';
import type { CallContext } from '../contract/callContext';
import type { Vendor } from '../contract/vendor';
import { fingerprint } from '../secrets/compareSecrets';
import { asText } from '../text/unknownJson';
import { runSteps, WITHIN_DELIVERY } from './callsWithoutItems';

/**
 * A trigger that leaves out what its own credential has written, so that a workflow that writes there does not start
 * itself. Nothing is left out on a guess: where nobody says whose change it was, it starts the workflow.
 */
export interface OwnChanges<T = IDataObject> {
	/** By what the vendor names the user of the credential: IDs, emails; known, or how it is asked for. */
	readonly user: readonly string[] | (() => Generator<RequestSpec, readonly string[], unknown>);
	/** Who made the change, as the record says; undefined where it does not say it of this change. */
	authorOf(record: T): unknown;
	/**
	 * Whether a record, as it is handed out, holds a change of somebody else's too, made before the credential's own user
	 * has written to it. Of lists only, which show no more than the last change.
	 */
	hasNews?(item: IDataObject): boolean;
}

const NAME = 'ignoreOwn';

/**
 * The toggle of a trigger, off in all of them
 * (docs/decisions/0023-own-changes-start-the-workflow-unless-turned-off.md).
 * @param told what the vendor says of authors, as a sentence
 */
export function ignoreOwnProperty(told: string): INodeProperties {
	return {
		displayName: 'Ignore Own Changes',
		name: NAME,
		type: 'boolean',
		default: false,
		description:
			'Whether changes made through the credential of this trigger start nothing, so that a workflow that ' +
			`writes there does not start itself. ${told}`,
	};
}

interface Parameters {
	getNodeParameter(name: string, fallback?: unknown): unknown;
}

/** Whether it is on; a trigger that has no such toggle in its present form gives everything. */
export function ignoresOwn(context: Parameters): boolean {
	return context.getNodeParameter(NAME, false) === true;
}

/** Whether somebody is one of these; upper and lower case make no difference. */
export function isOneOf(users: readonly string[], author: unknown): boolean {
	const name = asText(author).trim().toLowerCase();
	return name !== '' && name !== '0' && users.some((user) => user.trim().toLowerCase() === name);
}

/** By the secrets of a credential: its user stays the same. */
const knownUsers = new Map<string, readonly string[]>();
const MOST_KNOWN = 1000;

/**
 * Leaves out of a delivery what the credential's own user has done. Who that is, is asked once in this process.
 * Where it can't be found out, everything is handed out: a change that nobody hears of is lost.
 */
export async function withoutOwn<T>(
	context: CallContext,
	vendor: Vendor,
	records: readonly T[],
	{ user, authorOf }: OwnChanges<T>,
): Promise<readonly T[]> {
	if (!records.some((record) => asText(authorOf(record)) !== '')) return records;
	const values = await context.getCredentials<IDataObject>(vendor.credentialOf(context.getNode()));
	const key = `${vendor.name}/${fingerprint(...vendor.secrets(values))}`;
	try {
		const users =
			typeof user === 'function'
				? (knownUsers.get(key) ?? (await runSteps(context, vendor, user(), WITHIN_DELIVERY)))
				: user;
		if (knownUsers.size >= MOST_KNOWN) knownUsers.clear();
		knownUsers.set(key, users);
		return records.filter((record) => !isOneOf(users, authorOf(record)));
	} catch {
		return records;
	}
}
