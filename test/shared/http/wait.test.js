'use strict';
const { Cancelled } = require('../../../dist/nodes/shared/contract/errors');
const { stopIfCancelled, wait } = require('../../../dist/nodes/shared/http/wait');

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** How a promise stands now: 'pending', 'done', or the error. */
async function state(promise) {
	let now = 'pending';
	promise.then(
		() => (now = 'done'),
		(error) => (now = error),
	);
	await jest.advanceTimersByTimeAsync(0);
	return now;
}

describe('wait', () => {
	it.each([1, 199, 200, 201, 1000, 12_345])('ends after %i ms and not before', async (length) => {
		const waiting = wait(length, undefined);
		await jest.advanceTimersByTimeAsync(length - 1);
		expect(await state(waiting)).toBe('pending');
		await jest.advanceTimersByTimeAsync(1);
		expect(await state(waiting)).toBe('done');
	});

	it.each([0, -5])('of %i ms ends at once', async (length) => {
		await wait(length, { aborted: false });
		expect(jest.getTimerCount()).toBe(0);
	});

	it('notices within a fifth of a second that the run was cancelled', async () => {
		const signal = { aborted: false };
		const waiting = wait(3_600_000, signal);
		waiting.catch(() => {});
		await jest.advanceTimersByTimeAsync(10_050);
		expect(await state(waiting)).toBe('pending');
		signal.aborted = true;
		await jest.advanceTimersByTimeAsync(200);
		expect(await state(waiting)).toBeInstanceOf(Cancelled);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('does not begin in a run that was cancelled', async () => {
		await expect(wait(1000, { aborted: true })).rejects.toBeInstanceOf(Cancelled);
		await expect(wait(0, { aborted: true })).rejects.toBeInstanceOf(Cancelled);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('notices a cancellation at its very end', async () => {
		const signal = { aborted: false };
		const waiting = wait(100, signal);
		waiting.catch(() => {});
		await jest.advanceTimersByTimeAsync(50);
		signal.aborted = true;
		await jest.advanceTimersByTimeAsync(50);
		expect(await state(waiting)).toBeInstanceOf(Cancelled);
	});
});

describe('stopIfCancelled', () => {
	it('throws when the run was cancelled, and only then', () => {
		expect(() => stopIfCancelled({ aborted: true })).toThrow(Cancelled);
		expect(() => stopIfCancelled({ aborted: false })).not.toThrow();
		expect(() => stopIfCancelled(undefined)).not.toThrow();
	});

	it("uses n8n's own word for it", () => {
		expect(() => stopIfCancelled({ aborted: true })).toThrow(/canceled/);
	});
});
