'use strict';
/** Runs one cell of the matrix (cells.js), and compares what comes out with what has to. */
const { attempt, itemsOf } = require('./attempt');
const { OWN, STOP } = require('./cells');
const { differences, leaks, nothingSent } = require('./differences');
const { shownOf } = require('./foundOut');
const { expected } = require('./oracle');
const { signatureOf } = require('./plan');
const { echoOf } = require('./secrets');
const { tellingOf } = require('./telling');
const { wordsOf } = require('./vendors');
const { ONE_BY_ONE } = require('./ways');

/** Long enough for the busiest machine to answer the other calls of the cell in time: those must not be given up. */
const STALL_TIMEOUT_S = 15;
const FOR_EVER = 1e9;

/**
 * @returns {Promise<{problems: string[], calls: number, counted: boolean, writes: number, kind:
 * string, word: string}>} counted: the calls were compared; kind and word: for the table
 */
async function runCell(cell) {
	if (OWN[cell.fault.meaning] !== undefined) return await OWN[cell.fault.meaning].runCell(cell);
	const { row, way, fault, onError, plan } = cell;
	const words = wordsOf(row.vendor);
	const stop = onError === STOP;
	const { items, arrange, wanted } =
		SETUPS[fault.meaning] === undefined
			? accident(cell, words, stop)
			: SETUPS[fault.meaning](cell, words, stop);
	const seen = await attempt(row, way, {
		items,
		onError,
		arrange,
		retryOnFail: fault.retryOnFail,
		options: optionsFor(fault),
	});
	const told = tellingOf(seen, items.length, onError, fault);
	const problems = [
		...(wanted.refusal === undefined
			? [...told.problems, ...differences(wanted, told, { ...seen, items }, cell)]
			: nothingSent(wanted.refusal, seen)),
		...leaks(seen),
	];
	return {
		problems,
		calls: seen.calls.length,
		counted: Number.isInteger(wanted.calls),
		writes: seen.writes,
		kind: kindOf(cell),
		word: wordOf(cell, wanted, words),
	};
}

const FOUND_OUT = 'found out';

/** Which kind of call was hit, and what it meant for its items, in the words of docs/fault-matrix.md. */
function kindOf({ plan, target, fault }) {
	if (target === undefined || fault.meaning === 'part') return 'item';
	const { follows, write } = plan.calls[target];
	return follows && fault.meaning !== 'rows' ? 'job' : write || follows ? 'write' : 'read';
}

function wordOf({ plan, target, fault, row }, { outcomes, hoped = outcomes }, words) {
	if (fault.meaning === 'partial') return 'no';
	const call = plan.calls[target];
	const isFoundOut = (call.write || call.follows) && shownOf(row, plan)(call) !== 'nothing';
	if (fault.meaning === 'rows')
		return fault.how !== 'short'
			? 'own'
			: isFoundOut && shownOf(row, plan)(call) === 'all'
				? FOUND_OUT
				: call.write || call.follows
					? 'unknown'
					: 'no';
	const outcome = hoped[call.items[0]];
	if (outcome !== 'ok') return outcome === 'partly' ? 'in part' : outcome;
	const isDone =
		fault.meaning === 'unproved' ? fault.yes === true : fault.empty === true && call.emptyYes;
	if (isDone) return 'done';
	if (isFoundOut && (call.follows || ['unclear', 'unproved'].includes(fault.meaning)))
		return FOUND_OUT;
	if (fault.meaning === 'auth') return 'new token';
	if (fault.meaning === 'unclear') return 'again';
	if (fault.meaning !== 'refused') return 'waits';
	if (call.mayRefuse) return 'another way';
	return words.cut(call) && call.items.length > 1 ? 'cut' : 'next try';
}

const optionsFor = ({ stalls, impatient }) => ({
	...(stalls === true ? { timeout: STALL_TIMEOUT_S } : {}),
	...(impatient === true ? { maxWait: 1 } : {}),
});

/** Where the run ends, what is under way with another item may have been its last call: nothing more is begun. */
function loosened(wanted, { fault, plan, stop, words }) {
	const isLong = plan.calls.length > plan.items.length || fault.lasts === true;
	const ends = (fault.meaning === 'auth' && words.renews === undefined) || (stop && isLong);
	if (!ends || !plan.together) return wanted;
	return {
		hoped: wanted.outcomes,
		each: wanted.outcomes.map((outcome) =>
			['ok', 'no', 'notSent'].includes(outcome) ? ['ok', 'no', 'notSent', 'partly'] : [outcome],
		),
		// How far the others came is a matter of who was quicker.
		isLoose: true,
	};
}

/** The vendor or the line to it fails at one call, or from the first one on. */
function accident({ fault, plan, target, row }, words, stop) {
	const wanted = expected({ plan, fault, target, stop, words, shown: shownOf(row, plan) });
	return {
		items: plan.items,
		wanted: loosened(wanted, { fault, plan, stop, words }),
		arrange({ fake, secrets }) {
			const [kind, details] = fault.make(words, echoOf(secrets), fake, fault.variant);
			// A read that is lost after it was carried out is no different, but for a job that goes on by being looked at.
			// A fault that lasts hits the writes after it, too.
			const stored = details.stored === true && (fault.lasts === true || plan.calls[target].write);
			const match = fault.lasts === true ? () => true : matcher(plan, target, fake);
			fake.fault(kind, { ...details, stored, times: fault.lasts === true ? FOR_EVER : 1, match });
			if (fault.meaning === 'auth' && words.isDisambiguation !== undefined)
				fake.fault(kind, { ...details, match: words.isDisambiguation });
		},
	};
}

/**
 * Finds the planned call among those that are made: by its place, or where items are under way
 * together by what is sent.
 */
function matcher(plan, target, fake) {
	if (plan.together) return (call) => signatureOf(call) === plan.calls[target].signature;
	return () => fake.calls.length === target + 1;
}

/** The same, and the same call whenever it is made again. */
function matcherOfAll(plan, target, fake, words) {
	const { follows, signature } = plan.calls[target];
	const isSame = (call) => (follows ? words.follows(call) : signatureOf(call) === signature);
	return (call) => isSame(call) && (plan.together || fake.calls.length > target);
}

const SETUPS = {
	/** One of three items is refused, by the vendor or before it is sent; where Retry On Fail is on the first one. */
	partial({ row: { entry }, fault, way, plan: { checked, calls } }, words, stop) {
		const { good, refused } = itemsOf(entry);
		const items = fault.retryOnFail === true ? [refused, ...good] : [good[0], refused, good[1]];
		const isHidden = way !== ONE_BY_ONE && calls.some(words.mayHaveDeleted);
		const others = (before, after) =>
			items.map((item, index) =>
				item === refused
					? [isHidden ? 'unknown' : 'no']
					: index < items.indexOf(refused)
						? before
						: after,
			);
		if (!stop) return { items, wanted: { each: others(['ok'], ['ok']) } };
		// All items are looked at before the first is sent.
		if (checked) return { items, wanted: { refusal: entry.refusal } };
		// What is under way already, or in the same bulk call, may go through: then it has to be told so.
		return {
			items,
			wanted: {
				each:
					way === ONE_BY_ONE
						? others(['ok'], ['notSent'])
						: others(['ok', 'notSent'], ['ok', 'notSent']),
			},
		};
	},
	/** A bulk call goes well, but one request in it met the vendor's limit: it alone goes again. */
	part({ plan, target }, words) {
		return {
			items: plan.items,
			wanted: {
				outcomes: plan.items.map(() => 'ok'),
				calls: plan.calls.length + 1,
				writes: storedBy(plan),
			},
			arrange({ fake }) {
				const [kind, details] = words.part(fake, plan.calls[target]) ?? [];
				if (kind !== undefined)
					fake.fault(kind, { ...details, match: matcher(plan, target, fake) });
			},
		};
	},
	/** A good answer whose rows are not the ones that were asked for, or not in their order. */
	rows({ plan, target, fault, row }, words, stop) {
		const {
			write,
			follows,
			items: [first],
		} = plan.calls[target];
		const arrange = ({ fake }) =>
			fake.fault('rewrite', {
				rewrite: (answer) => ({ ...answer, body: words.reshaped(answer.body, fault.how) }),
				match: matcher(plan, target, fake),
			});
		if (fault.how !== 'short' || write || follows)
			return {
				items: plan.items,
				arrange,
				wanted: expected({ plan, fault, target, stop, words, shown: shownOf(row, plan) }),
			};
		// A read may be made again; then it has to have its own row.
		const each = plan.items.map((_, item) =>
			item === first ? ['no', 'ok'] : stop ? ['ok', 'notSent'] : ['ok'],
		);
		return { items: plan.items, arrange, wanted: { each } };
	},
	/** A call that writes gets such an answer once; one that reads as often as it asks. */
	unproved({ plan, target, fault, row }, words, stop) {
		const call = plan.calls[target];
		const shown = shownOf(row, plan);
		const answer = { status: call.status, body: fault.variant.answer(words, call) };
		return {
			items: plan.items,
			wanted: loosened(expected({ plan, fault, target, stop, words, shown }), {
				fault,
				plan,
				stop,
				words,
			}),
			arrange({ fake }) {
				const once = call.write
					? { times: 1, match: matcher(plan, target, fake) }
					: { times: FOR_EVER, match: matcherOfAll(plan, target, fake, words) };
				fake.fault('answer', { answer, stored: call.write && fault.executed, ...once });
			},
		};
	},
};

const storedBy = ({ calls }) => calls.reduce((sum, { stores }) => sum + stores, 0);

module.exports = { runCell };
