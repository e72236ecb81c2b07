'use strict';
/** What a run of the matrix shows that it should not: in its outcomes, in what is stored, and among what is secret. */
const { wroteBy } = require('./plan');
const { searcher } = require('./secrets');

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

const NOT_LISTED =
	'if the records show what the call has written, its route has to stand in SHOWN of the fake (test/vendors/)';

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
	if (outcomes !== undefined) {
		const isOther = same(
			'outcomes',
			inOrder(told.outcomes),
			inOrder(outcomes.map((outcome) => told.asTold(outcome))),
		);
		const isAllDone = told.outcomes.every((outcome) => outcome === 'ok');
		if (isOther && isAllDone && outcomes.includes('unknown')) problems.push(NOT_LISTED);
	} else if (told.outcomes.some((outcome, item) => !each[item].map(told.asTold).includes(outcome)))
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

module.exports = { differences, leaks, nothingSent };
