import type { IDataObject } from 'n8n-workflow';
import type { Problem, RequestSpec } from '../contract/call';
import type { CallContext } from '../contract/callContext';
import type { Vendor } from '../contract/vendor';
import { redactor, type Redact } from '../secrets/redact';
import { asText } from '../text/unknownJson';
import { Limits, type CallBudgets } from './budgets';
import { Renewals } from './renewals';
import { VendorClock } from './vendorClock';

/**
 * The account behind a node's credential, as far as a call needs to know it. The one place in node code that reads a
 * credential's values: for where to call, how fast, and to take secrets out of texts.
 * Authentication is the credential's.
 */
export interface Account {
	readonly credential: string;
	/** Before each path; empty where the credential itself adds the URL. */
	readonly baseUrl: string;
	/** n8n renews the session after a 401. */
	readonly renews: boolean;
	readonly renewals: Renewals;
	/** Scheme and host, for links to files. @throws InvalidInput when the credential's URL is none */
	host(): string;
	/** Where n8n renews the token of the credential; empty where it has none. */
	readonly tokenUrl: string;
	/** What a doubtful refusal means, after the vendor's question about it was answered. */
	resolve(body: unknown, problem: Problem): Problem;
	readonly vendorClock: VendorClock;
	/** The turns of a call at everything that it spends, and what its repeats may cost. */
	budgetsFor(spec: RequestSpec): CallBudgets;
	/** A sentence for the user when the account's daily calls are nearly used up. */
	quotaNotice(): string | undefined;
	/**
	 * Takes every secret of the credential out of a text, in whatever form. The credential is read for each use, as
	 * tokens change while a run goes on. Where the credential can't be read again, those that are
	 * known have to do: what was carried out must not be lost for that. Never throws.
	 */
	redactor(): Promise<Redact>;
}

/** Of all accounts that this process calls. */
const limits = new Limits();

/** By account. */
const clocks = new Map<string, VendorClock>();

function ofOwner<T>(all: Map<string, T>, owner: string, make: () => T): T {
	const known = all.get(owner) ?? make();
	all.set(owner, known);
	return known;
}

/** By credential; concurrent runs share them. */
const renewals = new Map<string, Renewals>();

function renewalsOf(key: string): Renewals {
	const known = renewals.get(key) ?? new Renewals();
	renewals.set(key, known);
	return known;
}

/**
 * @throws what n8n throws when the credential is missing, InvalidInput when its URL is none or one of its numbers
 * makes no sense
 */
export async function accountOf(context: CallContext, vendor: Vendor): Promise<Account> {
	const credential = vendor.credentialOf(context.getNode());
	const read = async () => await context.getCredentials<IDataObject>(credential);
	const values = await read();
	const id = context.getNode().credentials?.[credential]?.id ?? 'unsaved';
	const budgets = vendor.budgets(values);
	const owner = `${vendor.name}/${vendor.account(values)}`;
	const quota = vendor.dayQuota?.(values);
	let known = { secrets: [] as readonly string[], redact: redactor([]) };
	return {
		credential,
		baseUrl: vendor.baseUrl?.(values) ?? '',
		renews: vendor.renews?.(values) ?? false,
		renewals: renewalsOf(`${credential}/${id}`),
		host: () => vendor.host?.(values) ?? '',
		tokenUrl: asText(values.accessTokenUrl),
		resolve: (body, problem) => vendor.disambiguation?.resolve(body, problem, values) ?? problem,
		vendorClock: ofOwner(clocks, owner, () => new VendorClock()),
		budgetsFor: (spec) =>
			limits.of(owner, `${credential}/${id}`, spec, {
				budgets,
				meters: vendor.meters?.(spec) ?? [],
				readings: (body) => vendor.meterReadings?.(body, spec) ?? [],
			}),
		quotaNotice() {
			const made = quota === undefined ? undefined : limits.nearlyUsedUp(owner, quota);
			return quota === undefined || made === undefined
				? undefined
				: `This n8n has made ${made} calls to ${vendor.name} in the last 24 hours. ` +
						`${quota.of} allows ${quota.calls} a day, for everything that uses the account.`;
		},
		async redactor() {
			const present = await read().catch(() => values);
			const secrets = [...vendor.secrets(values), ...vendor.secrets(present)];
			const isSame = secrets.every((secret, at) => secret === known.secrets[at]);
			if (!isSame || secrets.length !== known.secrets.length)
				known = { secrets, redact: redactor(secrets) };
			return known.redact;
		},
	};
}

/** The account of a run or a trigger: its credential is read once, when somebody first asks. */
export class KnownAccount {
	private known: Promise<Account> | undefined;

	constructor(
		private readonly context: CallContext,
		private readonly vendor: Vendor,
	) {}

	/** @throws as `accountOf` does, for all who ask */
	async get(): Promise<Account> {
		return await (this.known ??= accountOf(this.context, this.vendor));
	}

	/** Never throws: without an account nothing is sent, so that no answer can show a secret of it. */
	async redactor(): Promise<Redact> {
		const account = await this.get().catch(() => undefined);
		return account === undefined ? redactor([]) : await account.redactor();
	}
}
