/**
 * Lists that lag behind: for some seconds after a change the service's lists show a record as it was before, or not at
 * all. The record itself shows the change at once.
 */
import type { Account, Id, Stored } from './records.cts';

interface Hidden {
	/** What lists still show; undefined where it is not there yet. */
	readonly shown: Stored | undefined;
	until: number;
}

export class ListLag {
	private readonly hidden = new Map<Id, Hidden>();

	constructor(
		private readonly account: Account,
		private readonly table: string,
	) {}

	/** The record as it is, before somebody changes it. */
	before(id: Id): Stored | undefined {
		const row = this.account.store[this.table]?.get(id);
		return row === undefined ? undefined : structuredClone(row);
	}

	/** Lists show the change later. @param before of the same record */
	hide(id: Id, before: Stored | undefined, milliseconds: number): void {
		const known = this.current(id);
		const until = Math.max(known?.until ?? 0, performance.now() + milliseconds);
		this.hidden.set(id, { shown: known === undefined ? before : known.shown, until });
	}

	private current(id: Id): Hidden | undefined {
		const known = this.hidden.get(id);
		if (known === undefined || known.until > performance.now()) return known;
		this.hidden.delete(id);
		return undefined;
	}

	/** Answers a call, which takes no time, with what lists show. */
	during<T>(answer: () => T): T {
		const late = [...this.hidden.keys()].filter((id) => this.current(id) !== undefined);
		if (late.length === 0) return answer();
		const { store } = this.account;
		const whole = store[this.table] as Map<Id, Stored>;
		const rows = [...whole].flatMap(([id, row]): Array<[Id, Stored]> => {
			const known = this.current(id);
			if (known === undefined) return [[id, row]];
			return known.shown === undefined ? [] : [[id, known.shown]];
		});
		store[this.table] = new Map(rows);
		try {
			return answer();
		} finally {
			store[this.table] = whole;
		}
	}
}
