'use strict';
/** One run of a row's operation against a fake of its own, and what is to be seen of it afterwards. */
const { runNode } = require('../support/engine.cts');
const { ONE_BY_ONE, IN_BULK } = require('./ways');
const { take, giveBack } = require('./pool');
const { wordsOf } = require('./vendors');

const MANY = 20;
/** As long as the longest wait of a vendor's limit, and the pace of the package after it. */
const MAX_WAIT_S = 120;
const TRIES = 2;

const optionsOf = (way) =>
	way === ONE_BY_ONE
		? { batching: false, parallel: 1 }
		: way === IN_BULK
			? { batching: true, parallel: 1 }
			: { parallel: MANY };

/** Runs as n8n's form gives them: options that the operation does not offer are left out by it. */
function known(options, way) {
	const { batching, ...rest } = {
		maxWait: MAX_WAIT_S,
		// Names are no part of what an item does: test/engine/userNames.test.cts.
		lookUpNames: false,
		...optionsOf(way),
		...options,
	};
	return batching === undefined ? rest : { batching, ...rest };
}

/**
 * @param {object} row of allRows
 * @param {string} way
 * @param {object} setup
 * @param {object[]} setup.items
 * @param {string} [setup.onError]
 * @param {object} [setup.options] of the node
 * @param {boolean} [setup.retryOnFail] n8n's setting
 * @param {(taken: object) => void} [setup.arrange] makes the fake misbehave
 * @param {(fake: object) => unknown} [setup.look] at the fake afterwards; what it sees is `looked`
 * @returns what runNode gives, with `calls` and `writes` of the fake, the records it `stored` as
 * the entry tells them, and `secrets`
 */
async function attempt(
	{ vendor, entry },
	way,
	{ items, onError, options = {}, retryOnFail, arrange, look },
) {
	const taken = await take(vendor);
	const { fake, base, secrets } = taken;
	const { counts } = wordsOf(vendor);
	entry.prepare?.(fake);
	arrange?.(taken);
	const credentials = structuredClone(base.credentials);
	const result = await runNode({
		...base,
		credentials,
		parameters: {
			...entry.parameters,
			options: { ...entry.parameters.options, ...known(options, way) },
		},
		items,
		onError,
		...(retryOnFail === true ? { retryOnFail, maxTries: TRIES, waitBetweenTries: 1 } : {}),
	});
	const seen = {
		...result,
		calls: [...fake.calls],
		writes: fake.vendor.writes.filter(counts).length,
		storedIds: entry.written?.(fake) ?? [],
		looked: look?.(fake),
		secrets: [...new Set([...secrets, ...tokensOf(credentials)])],
	};
	giveBack(vendor, taken);
	return seen;
}

/** Tokens that were renewed in the run are secrets too. */
const tokensOf = ({ oauthTokenData: { access_token, refresh_token } = {} }) =>
	[access_token, refresh_token].filter((token) => token !== undefined);

/** The items of an entry that go well, and the one that does not. */
function itemsOf({ items, allGood }) {
	return allGood ? { good: items.slice(0, 2) } : { good: [items[0], items[2]], refused: items[1] };
}

module.exports = { attempt, itemsOf, MAX_WAIT_S };
