/** Who may go on beside whom. */
import { MadeRecords } from '../../../dist/nodes/shared/engine/madeRecords.js';
import { VendorClock } from '../../../dist/nodes/shared/http/vendorClock.js';
import { SharedTurns } from '../../../dist/nodes/shared/engine/sharedTurns.js';

const turn = async () => await new Promise((done) => setImmediate(done));

it('what has to be alone waits for all that goes on, and nothing begins meanwhile', async () => {
	const turns = new SharedTurns();
	const seen: string[] = [];
	let end: () => void = () => undefined;
	const first = turns.together(async () => {
		await new Promise<void>((done) => (end = done));
		seen.push('first');
	});
	await turn();
	const alone = turns.alone(async () => {
		await turn();
		seen.push('alone');
	});
	const second = turns.together(async () => void seen.push('second'));
	await turn();
	expect(seen).toEqual([]);
	end();
	await Promise.all([first, alone, second]);
	expect(seen).toEqual(['first', 'alone', 'second']);
});

it('a failure keeps nobody waiting', async () => {
	const turns = new SharedTurns();
	await expect(turns.alone(async () => await Promise.reject(new Error('no')))).rejects.toThrow(
		'no',
	);
	expect(await turns.together(async () => await Promise.resolve(1))).toBe(1);
});

it('a record belongs to the item that had it first', () => {
	const made = new MadeRecords();
	const [one, other] = [{}, {}];
	expect(made.claim('task 1', one)).toBe(true);
	expect(made.claim('task 1', other)).toBe(false);
	expect(made.claim('task 1', one)).toBe(true);
	expect(made.claim('task 2', other)).toBe(true);
});

it("the vendor's clock is known from its answers, and never ahead of it", () => {
	const clock = new VendorClock();
	expect(clock.at(performance.now())).toBeUndefined();
	clock.heard('no date');
	expect(clock.at(performance.now())).toBeUndefined();
	const before = performance.now();
	clock.heard('Tue, 01 Dec 2026 10:00:05 GMT');
	const told = clock.at(before) ?? Number.NaN;
	expect(told).toBeLessThanOrEqual(Date.parse('2026-12-01T10:00:05Z'));
	expect(told % 1000).toBe(0);
});
