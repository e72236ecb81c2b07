'use strict';
/**
 * One cell of the matrix: a row, a fault, how the node goes on after errors, how items are sent.
 * Runs it and compares.
 */
const { attempt, itemsOf } = require('./attempt');
const blank = require('./blanks');
const { signatureOf, wroteBy } = require('./plan');
const { meaningOf } = require('./proofs');
const { shownOf } = require('./foundOut');
const { expected } = require('./oracle');
const { echoOf, searcher } = require('./secrets');
const { tellingOf } = require('./telling');
const { broken, turns } = require('./texts');
const { wordsOf } = require('./vendors');
const { ONE_BY_ONE, IN_BULK, MODES } = require('./ways');

/** Long enough for the busiest machine to answer the other calls of the cell in time: those must not be given up. */
const STALL_TIMEOUT_S = 15;
const FOR_EVER = 1e9;
const STOP = 'stopWorkflow';

/**
 * @typedef {object} Cell
 * @property {object} row of allRows
 * @property {string} way
 * @property {object} fault of faults.js; of one with variants, as this one has it
 * @property {string} onError
 * @property {object} plan of planOf for row and way
 * @property {number} [target] which of the plan's calls has the accident
 */

/** What is no accident has cells of its own. */
const OWN = { blank, broken, turns };

/** All cells of a row and a way. @returns {Cell[]} */
function cellsOf(row, way, plan, faults) {
	return faults.flatMap(
		(fault) =>
			OWN[fault.meaning]?.cellsOf(row, way, plan, fault) ?? accidentsOf(row, way, plan, fault),
	);
}

function accidentsOf(row, way, plan, fault) {
	return formsOf(fault, row.ways.indexOf(way)).flatMap(({ onError, ...form }) => {
		const one = { row, way, fault: { ...fault, ...form }, onError, plan };
		return targetsOf(one)
			.map((target) => withMeaning({ ...one, target }))
			.filter((cell) => cell !== undefined);
	});
}

/**
 * In each mode; or, where the fault has variants, those in turn: each in another mode, and stored
 * or not, from way to way.
 */
function formsOf({ variants }, place) {
	if (variants === undefined) return MODES.map((onError) => ({ onError }));
	return variants.map((variant, index) => ({
		onError: MODES[(index + place) % MODES.length],
		variant,
		stored: (index + place) % 2 === 0,
	}));
}

/**
 * The first call of an item, each one that writes, and the first that asks how far a bulk call has come. Where the
 * run goes on, of the first item, so that the next one shows that it does; where it stops, of the last, so that the
 * one before shows that it is told as done.
 */
function targetsOf({ fault, plan: { calls, items }, onError, row: { vendor, entry }, way }) {
	if (fault.meaning === 'partial') return itemsOf(entry).refused === undefined ? [] : [undefined];
	if (fault.meaning === 'part') return way === IN_BULK ? firstPacked(calls, wordsOf(vendor)) : [];
	if (fault.meaning === 'rows')
		return [...calls.keys()].filter(
			(index) => calls[index].items.length > 1 && wordsOf(vendor).rows(calls[index]) !== undefined,
		);
	if (fault.lasts === true) return [0];
	const item = onError === STOP ? items.length - 1 : 0;
	const own = [...calls.keys()].filter((index) => calls[index].items.includes(item));
	return own.filter(
		(index, place) =>
			place === 0 || calls[index].write || (calls[index].follows && calls[index - 1].begins),
	);
}

function firstPacked(calls, { part, hasParts }) {
	const index =
		part === undefined
			? -1
			: calls.findIndex((call) => call.items.length > 1 && call.write && hasParts(call));
	return index < 0 ? [] : [index];
}

/** What the answer of a cell means for the call that gets it. @returns undefined when it is none that says nothing */
function withMeaning(cell) {
	const {
		fault,
		plan: { calls },
		target,
		row: { vendor, entry },
	} = cell;
	if (fault.meaning !== 'unproved') return cell;
	const meaning = meaningOf(fault.variant, calls[target], wordsOf(vendor), entry);
	if (meaning === undefined) return undefined;
	// A yes that needs no proof may be given before the work, but not instead of it.
	return {
		...cell,
		fault: { ...fault, yes: meaning === 'yes', executed: meaning === 'yes' || fault.stored },
	};
}

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

/** A run that stops before it sends anything, and says why. */
function nothingSent(refusal, { error, calls, writes, output }) {
	if (error === undefined) return ['not stopped'];
	const text = `${error.message}\n${error.description ?? ''}`;
	// Among several items that are named, what an error begins with stands somewhere in the text.
	const says =
		refusal instanceof RegExp
			? new RegExp(refusal.source.replace(/^\^/, ''), refusal.flags).test(text)
			: text.includes(refusal);
	return [
		...(says ? [] : [`does not say why: ${text}`]),
		...(calls.length === 0 ? [] : [`${calls.length} calls made before all items were looked at`]),
		...(writes === 0 ? [] : [`${writes} records stored before all items were looked at`]),
		...(output.length === 0 ? [] : ['stopped, and has output all the same']),
	];
}

/** What the vendor has and what it was asked, beside what had to be. */
function differences(
	{ outcomes, each, calls, writes, isLoose },
	told,
	seen,
	{ row: { entry }, plan, fault },
) {
	const { items } = seen;
	const problems = [];
	const same = (what, is, should) =>
		JSON.stringify(is) !== JSON.stringify(should) &&
		problems.push(`${what}: ${JSON.stringify(is)}, should be ${JSON.stringify(should)}`);
	// Two items that send the very same can't be told apart: one of them has the accident.
	const twins =
		plan.together && new Set(plan.calls.map(({ signature }) => signature)).size < plan.calls.length;
	const inOrder = (list) => (twins ? [...list].sort() : list);
	if (outcomes !== undefined)
		same(
			'outcomes',
			inOrder(told.outcomes),
			inOrder(outcomes.map((outcome) => told.asTold(outcome))),
		);
	else if (told.outcomes.some((outcome, item) => !each[item].map(told.asTold).includes(outcome)))
		problems.push(
			`outcomes: ${JSON.stringify(told.outcomes)}, should be of ${JSON.stringify(each)}`,
		);
	if (calls !== undefined && !Number.isNaN(calls)) same('calls', seen.calls.length, calls);
	const recordsOf = (item) => plan.calls.reduce((sum, { records }) => sum + records[item], 0);
	if (writes !== undefined && !Number.isNaN(writes)) same('records stored', seen.writes, writes);
	// Each item writes as much as the first: what is told as done is what is stored.
	else if (writes === undefined && told.done !== undefined && isLoose !== true)
		same('records stored', seen.writes, told.done * recordsOf(0));
	if (entry.effect === 'read') same('records stored by an operation that reads', seen.writes, 0);
	if (fault.meaning !== 'partial')
		for (const { item, rows } of told.good)
			same(`rows of item ${item}`, rows.length, plan.rows[item].length);
	if (entry.effect === 'read' && fault.meaning !== 'partial')
		for (const { item, rows } of told.good) same(`output of item ${item}`, rows, plan.rows[item]);
	else if (entry.effect !== 'read') {
		const unknown = told.good
			.flatMap((good) => good.items)
			.flatMap((item) => wroteBy(entry, items, item))
			.filter((id) => !seen.storedIds.includes(id));
		same('told as written, but not stored', unknown, []);
		// The records are the same in every run, so nobody has to be told a neighbour's; one that was
		// not made leaves its number to the next.
		if (fault.meaning === 'rows' && told.outcomes.every((outcome) => outcome !== 'no'))
			for (const good of told.good)
				same(
					`records told of item ${good.item}`,
					good.items.flatMap((item) => wroteBy(entry, items, item)),
					plan.wrote[good.item],
				);
	}
	if (seen.inputUntouched !== true) problems.push('the input was changed');
	return problems;
}

/** In what n8n stores of the run, what it logged, and what the error says. */
function leaks({ stored, log, error, output, errorOutput, hints, secrets }) {
	const found = searcher(secrets);
	const text = [
		stored,
		log,
		error?.message,
		error?.description,
		JSON.stringify([output, errorOutput, hints]),
		error?.stack,
	].join('\n');
	return [...new Set(found(text))].map((form) => `shows a secret: ${form}`);
}

module.exports = { cellsOf, runCell, leaks };
