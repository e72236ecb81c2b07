import type { ItemIndex, RequestSpec, Steps } from './operation';

/** One item on its way. */
export interface Task {
	readonly index: ItemIndex;
	readonly steps: Steps;
	/** The request it waits for. */
	request: RequestSpec;
	/** A change of this item went through already. */
	changed: boolean;
}

/** Items that take their steps together. One that has to wait for its turn closes the group and begins the next one. */
export class Group {
	private tasks: Task[] = [];
	private waiting: Task | undefined;
	private turns = new Set<string>();

	constructor(private readonly size: number) {}

	get isFull(): boolean {
		return this.waiting !== undefined || this.tasks.length >= this.size;
	}

	get isEmpty(): boolean {
		return this.tasks.length === 0;
	}

	add(task: Task): void {
		const { turn } = task.request;
		if (turn !== undefined && this.turns.has(turn)) {
			this.waiting = task;
			return;
		}
		this.tasks.push(task);
		if (turn !== undefined) this.turns.add(turn);
	}

	/** Hands out the group and begins the next one. */
	taken(): Task[] {
		const { tasks, waiting } = this;
		this.tasks = [];
		this.turns = new Set();
		this.waiting = undefined;
		if (waiting !== undefined) this.add(waiting);
		return tasks;
	}
}
