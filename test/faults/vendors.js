'use strict';
/**
 * What each vendor says when it says no, and what the oracle has to know about its contract. The texts repeat the
 * account's secrets (`echo`), as a vendor or a proxy may, so that the search for them has something to find.
 *
 * - limit: the vendor's own answer to too many calls: refused before it did anything
 * - validation: its refusal of the input
 * - expired: its refusal of the credential; `renews`: n8n gets a new token and calls again
 * - isDoubt: whether a call is made to find out what a refused credential means; it is refused too
 * - part: makes the vendor refuse one request inside a bulk call as over the limit; it did not carry that one out
 * - hasParts: whether a bulk call answers for each of its requests
 * - cut: a bulk call does all or nothing, so a refused one may be cut until the culprit stands alone
 * - counts: whether a stored record is one that an item asked for
 * - follows: whether a call asks how far a bulk call has come that only began the work
 * - mayRefuse: whether the refusal of a call is an answer, after which another way is taken
 * - options: of the fake, so that its own limits don't join in
 */
const PLENTY = 1e6;
const RESET_SOON_S = 0.3;
const always = () => true;
const never = () => false;

const bitrix24 = {
	limit: (echo) => ({ status: 503, body: { error: 'QUERY_LIMIT_EXCEEDED', error_description: `Too many requests ${echo}` } }),
	validation: (echo) => ({ status: 400, body: { error: '', error_description: `Wrong value ${echo}` } }),
	expired: (echo) => ({ status: 401, body: { error: 'NO_AUTH_FOUND', error_description: `Wrong authorization data ${echo}` } }),
	part(fake, { path }) {
		fake.vendor.refuseNext(path.split('/').at(-1), { status: 429, error: 'OPERATION_TIME_LIMIT', description: 'Method is blocked due to operation time limit.' });
		return ['rewrite', { rewrite: (answer) => ({ ...answer, body: { ...answer.body, time: { ...answer.body.time, operating_reset_at: Date.now() / 1000 + RESET_SOON_S } } }) }];
	},
	options: { bucket: { burst: PLENTY, perSecond: PLENTY }, records: { leads: 20, deals: 40, contacts: 60, companies: 20, quotes: 5, invoices: 5, items: 10, activities: 60, tasks: 40 } },
};

const WORDS = {
	bitrix24,
	bitrix24App: { ...bitrix24, renews: (fake) => fake.vendor.expireTokens() },
	leadSquared: {
		limit: (echo) => ({ status: 200, body: { Status: 'Error', ExceptionType: 'MXAPIRateLimitExceededException', ExceptionMessage: `API calls exceeded the limit ${echo}` } }),
		validation: (echo) => ({ status: 500, body: { Status: 'Error', ExceptionType: 'MXInvalidInputException', ExceptionMessage: `Not valid: ${echo}` } }),
		expired: (echo) => ({ status: 401, body: { Status: 'Error', ExceptionType: 'MXUnAuthorizedAccessException', ExceptionMessage: `Unauthorized ${echo}` } }),
		isDoubt: ({ path }) => path.endsWith('/UserByAccessKey.Get'),
		part: (fake) => fake.vendor.limitRows(1),
		// leadsquared.md section 5.6: all of them or none.
		hasParts: ({ path }) => !path.endsWith('/DeleteTasks'),
		options: { window: { calls: PLENTY, seconds: 1 } },
	},
	ivvy: {
		limit: (echo) => ({ status: 200, body: { errorCode: 429, message: `Too Many Requests ${echo}` } }),
		validation: (echo) => ({ status: 400, body: { errorCode: 400, specificCode: 23016, message: `An error has occurred ${echo}`, additionalMessages: [`name: *Invalid ${echo}*`] } }),
		expired: (echo) => ({ status: 400, body: { errorCode: 462, message: `Session Expired ${echo}` } }),
		part(fake) {
			fake.vendor.options.batchFailures = { 0: { errorCode: 429, message: 'Too Many Requests' } };
		},
		counts: ({ operation }) => operation !== 'batch.run',
		follows: ({ path, query }) => path.endsWith('/batch') && query.get('action') !== 'run',
		// ivvy.md section 6.3: whether lists can be asked for an ID is not documented, so a no is an answer too.
		mayRefuse: ({ json }) => json?.filter?.id !== undefined,
		options: { records: { companies: 10, contacts: 10, leads: 10, opportunities: 10, activities: 120, tasks: 120 } },
	},
	deskera: {
		limit: (echo) => ({ status: 429, body: { status: 'error', code: 429, message: `Too many requests ${echo}` } }),
		validation: (echo) => ({ status: 400, body: { status: 'error', code: 400, message: `Not valid: ${echo}` } }),
		expired: (echo) => ({ status: 401, body: { status: 'error', code: 401, message: `Token expired ${echo}` } }),
		cut: true,
		options: { records: { activities: 40 } },
	},
};

/** @param {string} vendor as in test/support/fakes.js @throws when nobody has said how it talks */
function wordsOf(vendor) {
	if (WORDS[vendor] === undefined) throw new Error(`test/faults/vendors.js does not say how ${vendor} refuses calls`);
	return { cut: false, hasParts: always, counts: always, isDoubt: undefined, follows: never, mayRefuse: never, ...WORDS[vendor] };
}

module.exports = { wordsOf };
