/**
 * Every operation of the package with three items, of which the second is refused by the vendor: a file for each vendor
 * in operations/. `written` says what the fake has really stored, item by item, so that outputs can be compared with
 * it. New operations go in there once and run through every test that is about all operations.
 */
import type { Completed, Item, ItemJson } from './engine.cts';
import type { AnyVendor, Fakes, VendorOf } from './fakes.cts';
import type { Row } from './row.cts';
import { filesOf } from './separable.cts';
import { there } from './there.cts';

/** What comes out, as far as somebody looks into it. */
export interface Told extends ItemJson {
	readonly relatedTo: Array<{ readonly id: unknown }>;
	readonly Message: { readonly Id: unknown };
}

/** An operation as the file of its vendor has it. */
export interface OperationRow<Vendor = AnyVendor> {
	readonly name: string;
	readonly parameters: Row & {
		readonly resource: string;
		readonly operation: string;
		readonly options?: Row;
	};
	readonly items: Row[];
	/** What is said of the second item. */
	readonly refusal?: RegExp | string;
	/** No item is refused. */
	readonly allGood?: true;
	readonly effect?: 'read';
	/** Several items can be sent in one request. */
	readonly bulk?: boolean;
	/** How much of the second item was done, where a request of several items was refused. */
	readonly refusedInBulk?: Completed;
	/** No record shows whether it was done. */
	readonly leavesNothing?: true;
	prepare?(fake: { readonly vendor: Vendor }): void;
	written?(fake: { readonly vendor: Vendor }): unknown[];
	/** Of an item that came out: the IDs of what it has stored. */
	wrote?(item: Item<Told>): unknown[];
}

export type RowOf<Name extends keyof Fakes> = OperationRow<VendorOf<Name>>;

/** An operation, ready to run. */
export type Operation = OperationRow &
	Required<Pick<OperationRow, 'wrote' | 'written'>> & { readonly node: string };

/** By the names of test/support/fakes.cts. */
const OPERATIONS = filesOf<Record<string, () => Operation[]>>('operations');

/** All of them for one node. */
export const operationsOf = (node: string): Operation[] => there(OPERATIONS[node])();

export const LISTED = Object.keys(OPERATIONS);
