/** The fake vendors, each with the credential a user would have typed for it. */
import {
	startFake,
	type Answer,
	type Fake,
	type FaultDetails,
	type FaultKind,
	type FakeOptions,
	type RecordedCall,
	type Shown,
	type Vendor,
	type Write,
} from '../vendors/server.cts';
import type { Row } from './row.cts';
import { filesOf } from './separable.cts';
import { there } from './there.cts';

type Table = Map<unknown, Row>;

/** What all of them have. */
export interface AnyVendor extends Vendor {
	/** Tables of records by their IDs; most have these. */
	readonly store: Readonly<
		Record<'activities' | 'contacts' | 'leads' | 'tasks' | 'users', Table> & Record<string, Table>
	>;
	readonly writes: Write[];
	readonly options: Row;
}

/** A fake vendor and the credential for it. */
export interface FakeAccount<Make extends (options?: never) => object> {
	readonly make: Make;
	/** What the records show afterwards of a call, so that a lost answer to it can be found out. */
	shows(call: { signature: string; path: string }): Shown;
	/** Called as the account, if left out. */
	readonly node?: string;
	readonly fixed?: object;
	readonly credential: string;
	credentials(fake: Address<ReturnType<Make>>): Row;
	secrets(fake: Address<ReturnType<Make>>): string[];
}

export interface Address<V> {
	readonly url: string;
	readonly vendor: V;
}

/** By their names: the files in fakes/ add theirs, so that only those are known that are there. */
export interface Fakes {}

type AnyAccount = FakeAccount<(options?: object) => AnyVendor>;
export type VendorOf<Name extends keyof Fakes> = ReturnType<Fakes[Name]['make']>;
export type OptionsOf<Name extends keyof Fakes> = Parameters<Fakes[Name]['make']>[0];
/** What fakeFor gives of a vendor. */
export type StartedOf<Name extends keyof Fakes> = Started<VendorOf<Name>>;

/** A call that was answered, whose body is JSON as far as anybody looks at it. */
export interface SentCall extends RecordedCall {
	readonly json: Row;
}

/** A fake as tests see it. */
export interface FakeOf<V = AnyVendor>
	extends Omit<Fake, 'calls' | 'fault' | 'vendor'>, Address<V> {
	readonly calls: SentCall[];
	fault<Seen = SentCall, Given = Answer>(
		kind: FaultKind,
		details?: FaultDetails<Seen, Given>,
	): void;
}

export interface Started<V = AnyVendor> {
	readonly fake: FakeOf<V>;
	/** What runNode and lookUp need to use it. */
	readonly base: {
		readonly node: string;
		readonly fixed: object | undefined;
		readonly credential: string;
		readonly credentials: Row;
	};
	readonly secrets: string[];
}

export const VENDORS = filesOf<Fakes & Readonly<Record<string, AnyAccount>>>('fakes');

/**
 * Starts the fake of a node's vendor.
 * @param name such as 'ivvy'
 * @param vendor one that was made before, at an address of its own from now on
 */
export async function fakeFor<Name extends keyof Fakes>(
	name: Name,
	options?: OptionsOf<Name>,
	server?: FakeOptions,
	vendor?: VendorOf<Name>,
): Promise<StartedOf<Name>>;
export async function fakeFor(
	name: string,
	options?: object,
	server?: FakeOptions,
	vendor?: AnyVendor,
): Promise<Started>;
export async function fakeFor(
	name: string,
	options: unknown = {},
	server: FakeOptions = {},
	vendor?: unknown,
): Promise<unknown> {
	const account = VENDORS[name];
	if (account === undefined) throw new Error(`There is no fake called ${name}`);
	const { node = name, fixed, credential, make } = account;
	const fake = await startFake(
		(vendor as AnyVendor | undefined) ?? make(options as object),
		server,
	);
	return {
		fake,
		base: { node, fixed, credential, credentials: account.credentials(fake) },
		secrets: account.secrets(fake),
	};
}

/** A table of a fake by its name, which may be of any vendor. */
export const tableOf = (store: object, name: string): Table =>
	there((store as Readonly<Record<string, Table>>)[name]);

export const byId = <T,>(value: T) => ({ __rl: true, mode: 'id', value });
