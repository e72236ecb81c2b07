import type { Answer } from '../contract/call';
import type { CancelSignal } from '../contract/callContext';
import { now } from './wait';
import { WaitingLine } from './waitingLine';

/**
 * Requests of a credential that were refused with a 401 and are sent again so that n8n renews the session. Some
 * versions of n8n renew for each of them, though a refresh token may work only once: so they go one after the other.
 * The first is renewed, and the others find the session renewed.
 */
export class Renewals {
	private readonly line = new WaitingLine();
	/** When a request was last refused with a session that was new. */
	private refusedAt = -Infinity;

	/**
	 * @param refused the answer that was a 401
	 * @param since when the request that got it was begun
	 * @param again sends it once more, and n8n renews the session where that is refused
	 * @returns the first answer where a new session has been refused meanwhile
	 * @throws Cancelled, and what `again` throws
	 */
	async renewed(
		refused: Answer,
		since: number,
		signal: CancelSignal | undefined,
		again: () => Promise<Answer>,
	): Promise<Answer> {
		return await this.line.inTurn(signal, async () => {
			if (this.refusedAt > since) return refused;
			const answer = await again();
			if (answer.status === refused.status) this.refusedAt = now();
			return answer;
		});
	}
}
