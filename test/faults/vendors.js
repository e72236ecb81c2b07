'use strict';
/**
 * What each vendor says when it says no, and what the oracle has to know about its contract. The texts repeat the
 * account's secrets (`echo`), as a vendor or a proxy may, so that the search for them has something to find.
 *
 * - limit: the vendor's own answer to too many calls: refused before it did anything
 * - validation: its refusal of the input
 * - expired: its refusal of the credential; `renews`: n8n gets a new token and calls again
 * - isDisambiguation: whether a call is made to find out what a refused credential means; it is refused too
 * - part: makes the vendor refuse one request inside a bulk call as over the limit; it did not carry that one out
 * - hasParts: whether a bulk call answers for each of its requests
 * - cut: a refused bulk call may be cut until the culprit stands alone
 * - mayHaveDeleted: whether a bulk call that is refused may have deleted some all the same, so
 * that what is missing then
 *   is unknown
 * - counts: whether a stored record is one that an item asked for
 * - follows: whether a call asks how far a bulk call has come that only began the work
 * - isJob: whether a call only begins the work, and nothing is asked about it later
 * - mayRefuse: whether the refusal of a call is an answer, after which another way is taken
 * - hollow: an answer in the vendor's own form, of a status that is a yes, that shows nothing of what was done
 * - hollowYes: whether such an answer is all that the contract promises for a call
 * - rows: of the answer to a bulk call, what it holds for each request; undefined where it is no such answer
 * - reshaped: the same answer with its rows changed. `short`: the first one is missing ·
 * `reordered`: the last comes first ·
 *   `doubled`: the first comes twice, beside something that nobody asked for
 * - journals: tables of the fake that tell what was asked for
 * - options: of the fake, so that its own limits don't join in
 */
const { phpMap } = require('../vendors/bitrix24.answers.cts');

const PLENTY = 1e6;
const RESET_SOON_S = 0.3;
const always = () => true;
const never = () => false;

const RESHAPED = {
	short: ([, ...rows]) => rows,
	reordered: (rows) => [...rows].reverse(),
	doubled: ([first, ...rows], stranger) => [stranger, first, first, ...rows],
};

/**
 * docs/contracts/bitrix24.md section 4: each of these is a map by the names of the commands, or a
 * list where they are 0, 1, 2 …
 */
const MAPS = ['result', 'result_error', 'result_total', 'result_next', 'result_time'];

const isBatch = (path) => path.endsWith('/batch');
const isLeadSquaredBulk = (path) => path.includes('.svc/Bulk/');

function reshapedBatch({ result, ...body }, how) {
	const [first] = Object.keys({ ...result.result, ...result.result_error, ...result.result_time });
	const change = (map) => {
		const commands = Object.entries(map);
		if (how === 'short') return commands.filter(([name]) => name !== first);
		if (how === 'reordered') return commands.reverse();
		return [
			...commands.filter(([name]) => name === first).map(([, answer]) => ['stranger', answer]),
			...commands,
		];
	};
	return {
		...body,
		result: Object.fromEntries(
			Object.entries(result).map(([name, map]) => [
				name,
				MAPS.includes(name) ? phpMap(change(map)) : map,
			]),
		),
	};
}

const bitrix24 = {
	limit: (echo) => ({
		status: 503,
		body: { error: 'QUERY_LIMIT_EXCEEDED', error_description: `Too many requests ${echo}` },
	}),
	validation: (echo) => ({
		status: 400,
		body: { error: '', error_description: `Wrong value ${echo}` },
	}),
	expired: (echo) => ({
		status: 401,
		body: { error: 'NO_AUTH_FOUND', error_description: `Wrong authorization data ${echo}` },
	}),
	part(fake, { path }) {
		fake.vendor.refuseNext(path.split('/').at(-1), {
			status: 429,
			error: 'OPERATION_TIME_LIMIT',
			description: 'Method is blocked due to operation time limit.',
		});
		return [
			'rewrite',
			{
				rewrite: (answer) => ({
					...answer,
					body: {
						...answer.body,
						time: { ...answer.body.time, operating_reset_at: Date.now() / 1000 + RESET_SOON_S },
					},
				}),
			},
		];
	},
	hollow: ({ sentTo }) => ({
		result: isBatch(sentTo) ? Object.fromEntries(MAPS.map((name) => [name, []])) : null,
		time: { start: 0, finish: 0, duration: 0, processing: 0 },
	}),
	// Some methods answer null when all is well (docs/contracts/bitrix24.md section 9), and a call of
	// the user's own may be any of them.
	hollowYes: ({ sentTo, answer }, { parameters: { resource } }) =>
		!isBatch(sentTo) && (answer.result === null || resource === 'apiCall'),
	rows: ({ sentTo, answer: { result } }) =>
		isBatch(sentTo)
			? { ...result.result, ...result.result_error, ...result.result_time }
			: undefined,
	reshaped: reshapedBatch,
	options: {
		bucket: { burst: PLENTY, perSecond: PLENTY },
		records: {
			leads: 20,
			deals: 40,
			contacts: 60,
			companies: 20,
			quotes: 5,
			invoices: 5,
			items: 10,
			activities: 60,
			tasks: 40,
		},
	},
};

const WORDS = {
	bitrix24,
	bitrix24App: { ...bitrix24, renews: (fake) => fake.vendor.expireTokens() },
	leadSquared: {
		limit: (echo) => ({
			status: 200,
			body: {
				Status: 'Error',
				ExceptionType: 'MXAPIRateLimitExceededException',
				ExceptionMessage: `API calls exceeded the limit ${echo}`,
			},
		}),
		validation: (echo) => ({
			status: 500,
			body: {
				Status: 'Error',
				ExceptionType: 'MXInvalidInputException',
				ExceptionMessage: `Not valid: ${echo}`,
			},
		}),
		expired: (echo) => ({
			status: 401,
			body: {
				Status: 'Error',
				ExceptionType: 'MXUnAuthorizedAccessException',
				ExceptionMessage: `Unauthorized ${echo}`,
			},
		}),
		isDisambiguation: ({ path }) => path.endsWith('/UserByAccessKey.Get'),
		part: (fake) => fake.vendor.limitRows(1),
		// Its answer names no task. Whether it deletes all or none is unverified
		// (docs/contracts/leadsquared.md section 5.6).
		hasParts: ({ path }) => !path.endsWith('/DeleteTasks'),
		// Tasks are deleted all or none, or some of them without saying which: then they are asked for again.
		cut: ({ sentTo }) => sentTo.endsWith('/DeleteTasks'),
		hollow: ({ sentTo }) => ({
			Status: 'Success',
			...(isLeadSquaredBulk(sentTo) ? { Response: [] } : {}),
		}),
		// docs/contracts/leadsquared.md section 5.6
		isJob: ({ sentTo }) => sentTo.endsWith('/Task.svc/Bulk/Create'),
		journals: ['history'],
		// What changes something without naming it has little more to say than that
		// (docs/contracts/leadsquared.md sections 4.7, 5.3, 5.4 and 5.6).
		// A call of the user's own may be any of them.
		hollowYes: ({ sentTo, write, answer }, { parameters: { resource } }) =>
			write &&
			!isLeadSquaredBulk(sentTo) &&
			(answer.Message?.Id === undefined || resource === 'apiCall'),
		rows: ({ sentTo, answer: { Response } }) => (isLeadSquaredBulk(sentTo) ? Response : undefined),
		reshaped: (body, how) => ({ ...body, Response: RESHAPED[how](body.Response, null) }),
		options: { window: { calls: PLENTY, seconds: 1 } },
	},
	ivvy: {
		limit: (echo) => ({
			status: 200,
			body: { errorCode: 429, message: `Too Many Requests ${echo}` },
		}),
		validation: (echo) => ({
			status: 400,
			body: {
				errorCode: 400,
				specificCode: 23016,
				message: `An error has occurred ${echo}`,
				additionalMessages: [`name: *Invalid ${echo}*`],
			},
		}),
		expired: (echo) => ({
			status: 400,
			body: { errorCode: 462, message: `Session Expired ${echo}` },
		}),
		part(fake) {
			fake.vendor.options.batchFailures = { 0: { errorCode: 429, message: 'Too Many Requests' } };
		},
		journals: ['batches'],
		counts: ({ operation }) => operation !== 'batch.run',
		follows: ({ path, query }) => path.endsWith('/batch') && query.get('action') !== 'run',
		hollow: ({ answer: { asyncId, results } }) =>
			results !== undefined && asyncId !== undefined ? { asyncId, results: [] } : { success: true },
		rows: ({ answer: { asyncId, results } }) => (asyncId === undefined ? undefined : results),
		reshaped: (body, how) => ({ ...body, results: RESHAPED[how](body.results, null) }),
		// docs/contracts/ivvy.md sections 5 and 6.3: whether lists can be asked for an ID or a part of a text is not
		// documented, so a no is an answer too: where an External ID is looked up, and not what a user filters by.
		mayRefuse: ({ json }) =>
			Object.entries(json?.filter ?? {}).some(
				([key, value]) =>
					key === 'id' || (key.endsWith('__CONTAINS') && String(value).startsWith('Ref: ')),
			),
		// As asked, so that the matrix knows which row is whose.
		options: {
			batchOrder: 'asked',
			records: {
				companies: 10,
				contacts: 10,
				leads: 10,
				opportunities: 10,
				activities: 120,
				tasks: 120,
			},
		},
	},
	deskera: {
		limit: (echo) => ({
			status: 429,
			body: { status: 'error', code: 429, message: `Too many requests ${echo}` },
		}),
		validation: (echo) => ({
			status: 400,
			body: { status: 'error', code: 400, message: `Not valid: ${echo}` },
		}),
		expired: (echo) => ({
			status: 401,
			body: { status: 'error', code: 401, message: `Token expired ${echo}` },
		}),
		cut: always,
		mayHaveDeleted: ({ sentTo }) => sentTo.endsWith('/bulkDelete'),
		hollow: () => ({ message: 'Done' }),
		options: { records: { activities: 40 } },
	},
};

/** @param {string} vendor as in test/support/fakes.cts @throws when nobody has said how it talks */
function wordsOf(vendor) {
	if (WORDS[vendor] === undefined)
		throw new Error(`test/faults/vendors.js does not say how ${vendor} refuses calls`);
	return {
		cut: never,
		mayHaveDeleted: never,
		hasParts: always,
		counts: always,
		isDisambiguation: undefined,
		follows: never,
		isJob: never,
		mayRefuse: never,
		hollowYes: never,
		rows: () => undefined,
		journals: [],
		...WORDS[vendor],
	};
}

module.exports = { wordsOf };
