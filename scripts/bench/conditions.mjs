/**
 * What the vendors are like in the measurements under real conditions: how long answers take, which limits hold, and
 * what a user of such an account enters in the credential. Limits: docs/contracts/bitrix24.md section 5.1 and
 * leadsquared.md section 2.3; iVvy and Deskera publish none, so theirs are assumed where a measurement needs one.
 */

/** Milliseconds from a call to its answer. */
export const ANSWER_MS = { bitrix24: 80, leadSquared: 200, ivvy: 150, deskera: 150 };
/** Bitrix24: milliseconds for each command of a batch, beside those of the call. */
export const COMMAND_MS = 20;
/** Commands or rows in one bulk call. */
export const BULK = { bitrix24: 50, leadSquared: 25 };
/** Requests under way at once, as the option of the nodes is set. */
export const AT_ONCE = 5;

/** Who is ahead of another is so many times as fast: less is chance. */
export const AHEAD = 1.05;

/** contract 5.1 */
export const BITRIX24_BUCKET = { burst: 50, perSecond: 2 };
/** contract 2.3: calls in 5 seconds by plan; a bulk call counts for both */
export const LEADSQUARED_PLANS = {
	older: { all: 25, bulk: 1 },
	pro: { all: 10, bulk: 5 },
	superPlan: { all: 20, bulk: 10 },
};
export const LEADSQUARED_SECONDS = 5;

/**
 * An account of LeadSquared with so many calls and bulk calls in 5 seconds.
 * @returns {{options: object, credentials: object}} of the fake, and what is entered in the credential
 */
export function leadSquaredAccount({ all, bulk }) {
	return {
		options: {
			window: { calls: all, seconds: LEADSQUARED_SECONDS },
			bulkWindow: { calls: bulk, seconds: LEADSQUARED_SECONDS },
		},
		credentials: { callsPer5Seconds: all, bulkCallsPer5Seconds: bulk },
	};
}

/** Where a measurement wants iVvy and Deskera to have a limit. */
export const ASSUMED_BUCKET = { burst: 20, perSecond: 10 };
