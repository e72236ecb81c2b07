import type { RequestSpec } from '../contract/call';
import { concurrentReads } from '../http/concurrentReads';
import { asArray } from '../text/unknownJson';

/** Pages that were asked for before it was clear that they are the right ones. */
export class PagesAhead {
	private readonly bodies = new Map<string, unknown>();

	/** Reads pages at once, and forgets those that nobody wanted. */
	*read(requests: readonly RequestSpec[]): Generator<RequestSpec, void, unknown> {
		this.forget();
		if (requests.length < 2) return;
		const bodies = asArray(yield concurrentReads(requests));
		for (const [index, request] of requests.entries())
			this.bodies.set(nameOf(request), bodies[index]);
	}

	/** They are of a time before something has changed. */
	forget(): void {
		this.bodies.clear();
	}

	holds(request: RequestSpec): boolean {
		return this.bodies.has(nameOf(request));
	}

	/** Each once: what is asked for again is read anew. */
	take(request: RequestSpec): unknown {
		const name = nameOf(request);
		const body = this.bodies.get(name);
		this.bodies.delete(name);
		return body;
	}
}

function nameOf({ path, query, body }: RequestSpec): string {
	return JSON.stringify([path, query, body]);
}
