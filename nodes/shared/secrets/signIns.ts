import { Refused } from '../contract/errors';

/** How long a session counts as the answer to everybody who still asks for the one before it. */
const REUSED_MS = 60_000;
/** A refusal counts for less, as people correct things and try again; yet a user is locked out after a few of them. */
const REFUSED_MS = 20_000;

interface Begun<T> {
	readonly replaced: string;
	readonly session: Promise<T>;
	until: number;
}

/**
 * Sign-ins of a credential in this process. Concurrent requests that find the session expired get one new session
 * instead of one each, as a vendor may end a session when the same user signs in again, or lock the account.
 */
export class SignIns<T> {
	private readonly begun = new Map<string, Begun<T>>();

	constructor(private readonly now: () => number = () => performance.now()) {}

	/**
	 * @param account who signs in, with everything that makes the sign-in another one
	 * @param replaced the token that does not work any more; empty for none
	 * @throws what `signIn` throws; only a refusal of the user is kept
	 */
	async instead(account: string, replaced: string, signIn: () => Promise<T>): Promise<T> {
		const known = this.begun.get(account);
		if (known !== undefined && known.replaced === replaced && this.now() < known.until)
			return await known.session;
		const begun = { replaced, until: this.now() + REUSED_MS, session: signIn() };
		this.begun.set(account, begun);
		begun.session.catch((cause: unknown) => {
			const isNo = cause instanceof Refused && cause.problem.kind === 'auth';
			begun.until = isNo ? this.now() + REFUSED_MS : this.now();
		});
		return await begun.session;
	}
}
