import type { RequestSpec } from '../contract/call';

/** So many at once; who came first goes first. */
export class Slots {
	private free: number;
	private readonly waiting: Array<() => void> = [];

	/** @param count how many may be in use at once */
	constructor(count: number) {
		this.free = count;
	}

	/** Runs something as soon as a slot is free. @throws what it throws */
	async run<T>(work: () => Promise<T>): Promise<T> {
		if (this.free > 0) this.free -= 1;
		else await new Promise<void>((goOn) => this.waiting.push(goOn));
		try {
			return await work();
		} finally {
			const next = this.waiting.shift();
			// A slot is handed on, so that nobody who comes meanwhile gets in between.
			if (next === undefined) this.free += 1;
			else next();
		}
	}
}

/** What calls of one run may be under way. Of files that are sent, those of one request at a time are in memory. */
export class CallGate {
	private readonly calls: Slots;
	private readonly files = new Slots(1);

	/**
	 * @param atOnce how many calls may be under way
	 * @param isOver whether no further call may be started
	 */
	constructor(
		atOnce: number,
		readonly isOver: () => boolean,
	) {
		this.calls = new Slots(atOnce);
	}

	/** @throws what the call throws */
	async run<T>({ hasFiles }: RequestSpec, call: () => Promise<T>): Promise<T> {
		const inSlot = async () => await this.calls.run(call);
		return hasFiles === true ? await this.files.run(inSlot) : await inSlot();
	}
}
