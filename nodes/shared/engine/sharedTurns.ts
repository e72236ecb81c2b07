/**
 * What may go on at the same time among itself, and what has to be alone: records are not made while others that look
 * like them are looked for.
 */
export class SharedTurns {
	private readonly going = new Set<Promise<unknown>>();
	private gate: Promise<void> = Promise.resolve();

	/** Beside others of the kind, and never beside `alone`. @throws what the work throws */
	async together<T>(work: () => Promise<T>): Promise<T> {
		for (let gate = this.gate; ; gate = this.gate) {
			await gate;
			if (gate === this.gate) break;
		}
		const made = work();
		this.going.add(made);
		try {
			return await made;
		} finally {
			this.going.delete(made);
		}
	}

	/** When all that goes on has ended, with nothing else meanwhile. @throws what the work throws */
	async alone<T>(work: () => Promise<T>): Promise<T> {
		const before = this.gate;
		let open: () => void = () => undefined;
		this.gate = new Promise((done) => (open = done));
		try {
			await before;
			await Promise.allSettled(this.going);
			return await work();
		} finally {
			open();
		}
	}
}
