/**
 * What the vendors are like in the measurements under real conditions: how long answers take, which limits hold, and
 * what a user of such an account enters in the credential. Limits: docs/contracts/bitrix24.md section 5.1 and
 * docs/contracts/leadsquared.md section 2.3; iVvy and Deskera publish none, so theirs are assumed where a
 * measurement needs one.
 */

/** Milliseconds from a call to its answer. */
export const ANSWER_MS = { bitrix24: 80, leadSquared: 200, ivvy: 150, deskera: 150 };
/** Bitrix24: milliseconds for each command of a batch, beside those of the call. */
export const COMMAND_MS = 20;
/** Commands or rows in one bulk call. */
export const BULK = { bitrix24: 50, leadSquared: 25 };
/** Requests under way at once, as the option of the nodes is set; also five at once in what others do. */
export const AT_ONCE = 5;
/**
 * Batches of Bitrix24 under way at once: as many as the bucket of a standard plan holds (docs/contracts/bitrix24.md
 * sections 4 and 5.1).
 */
export const BATCHES_AT_ONCE = 50;
/** What a node may have under way at once at a vendor: bulk calls where there are some. */
export const atOnceAt = (vendor) => (vendor === 'bitrix24' ? BATCHES_AT_ONCE : AT_ONCE);

/** Who is ahead of another is so many times as fast: less is chance. */
export const AHEAD = 1.05;

/** docs/contracts/bitrix24.md section 5.1 */
export const BITRIX24_BUCKET = { burst: 50, perSecond: 2 };
/**
 * docs/contracts/leadsquared.md section 2.3: calls and bulk calls in 5 seconds, by the plan's value in the credential
 */
export const LEADSQUARED_PLANS = {
	olderEnterprise: { plan: 'olderEnterprise', calls: 25, bulkCalls: 1 },
	pro: { plan: 'pro', calls: 10, bulkCalls: 5 },
	super: { plan: 'super', calls: 20, bulkCalls: 10 },
};
export const LEADSQUARED_SECONDS = 5;

/**
 * An account of LeadSquared with such a plan.
 * @returns {{options: object, credentials: object}} of the fake, and what is entered in the credential
 */
export function leadSquaredAccount({ plan, calls, bulkCalls }) {
	return {
		options: {
			window: { calls, seconds: LEADSQUARED_SECONDS },
			bulkWindow: { calls: bulkCalls, seconds: LEADSQUARED_SECONDS },
		},
		credentials: { plan },
	};
}

/** Where a measurement wants iVvy and Deskera to have a limit. */
export const ASSUMED_BUCKET = { burst: 20, perSecond: 10 };
