'use strict';
/** Requests that were refused together: the first is sent again to be renewed, and the others follow it one by one. */
const { setTimeout: sleep } = require('node:timers/promises');
const { Renewals } = require('../../../dist/nodes/shared/http/renewals');

const answer = (status) => ({ status, headers: {}, body: {} });
const now = () => performance.now();
const REFUSED = answer(401);

let renewals;
beforeEach(() => (renewals = new Renewals()));

it('go one after the other, in the order in which they came', async () => {
	const seen = [];
	const again = (name) => async () => {
		seen.push(`${name} begins`);
		await sleep(5);
		seen.push(`${name} ends`);
		return answer(200);
	};
	const since = now();
	const answers = await Promise.all(
		['one', 'two', 'three'].map((name) => renewals.renewed(REFUSED, since, undefined, again(name))),
	);
	expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
	expect(seen).toEqual(
		['one', 'two', 'three'].flatMap((name) => [`${name} begins`, `${name} ends`]),
	);
});

it('are not sent again when a new session has been refused meanwhile', async () => {
	let sent = 0;
	const again = async () => {
		sent++;
		await sleep(5);
		return answer(401);
	};
	const since = now();
	const answers = await Promise.all(
		[1, 2, 3].map(() => renewals.renewed(REFUSED, since, undefined, again)),
	);
	expect([sent, answers.map(({ status }) => status)]).toEqual([1, [401, 401, 401]]);
});

it('are sent again when that was before they were begun', async () => {
	await renewals.renewed(REFUSED, now(), undefined, async () => answer(401));
	await sleep(2);
	expect((await renewals.renewed(REFUSED, now(), undefined, async () => answer(200))).status).toBe(
		200,
	);
});

it('fail each for itself', async () => {
	const since = now();
	const [first, second] = await Promise.allSettled([
		renewals.renewed(REFUSED, since, undefined, async () => {
			throw new Error('The line is down');
		}),
		renewals.renewed(REFUSED, since, undefined, async () => answer(200)),
	]);
	expect([first.reason.message, second.value.status]).toEqual(['The line is down', 200]);
});

it('leave when the run is cancelled', async () => {
	const signal = { aborted: false };
	const slow = renewals.renewed(
		REFUSED,
		now(),
		undefined,
		async () => await sleep(500, answer(200)),
	);
	const waiting = renewals.renewed(REFUSED, now(), signal, async () => answer(200));
	signal.aborted = true;
	await expect(waiting).rejects.toThrow('The execution was canceled');
	expect((await slow).status).toBe(200);
});
