/** What a poll takes for a time is what Luxon reads, however fast it is told. */
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { isTime } from '../../../dist/nodes/shared/trigger/polling.js';

const digits = (most: number) =>
	fc.nat({ max: most }).map((number) => String(number).padStart(2, '0'));

/** Times as vendors give them, some with a part that is too large. */
const times = fc
	.tuple(
		fc.constantFrom('0000', '2024', '2026', '9999'),
		digits(14),
		digits(33),
		digits(25),
		digits(61),
		digits(61),
		fc.constantFrom('', '.5', '.123', '.123456', '.1234567', ',5', '.'),
		fc.constantFrom('Z', '', '+03:00', 'z', ' '),
	)
	.map(
		([year, month, day, hour, minute, second, fraction, zone]) =>
			`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}${zone}`,
	);

/** What is said to be changed later was not. */
const LAST_YEAR = new Date().getUTCFullYear() + 5;

it('tells a time as Luxon does, up to some years ahead', () => {
	const told = { true: 0, false: 0 };
	fc.assert(
		fc.property(times, (text) => {
			expect({ text, isTime: isTime(text) }).toEqual({
				text,
				isTime: DateTime.fromISO(text).isValid && Number(text.slice(0, 4)) <= LAST_YEAR,
			});
			told[isTime(text) ? 'true' : 'false'] += 1;
		}),
		{ seed: 20261129, numRuns: 3000 },
	);
	expect(Math.min(told.true, told.false)).toBeGreaterThan(300);
});

it.each([
	['2026-02-28T23:59:59Z', true],
	['2026-02-29T00:00:00Z', false],
	['2024-02-29T00:00:00Z', true],
	['2026-04-31T00:00:00Z', false],
	['2026-11-28', false],
	['2026-11-28T12:00:00.999999Z', true],
	[`${LAST_YEAR}-12-31T23:59:59Z`, true],
	[`${LAST_YEAR + 1}-01-01T00:00:00Z`, false],
	['9999-12-31T23:59:59Z', false],
	[' 2026-11-28T12:00:00Z', false],
	['', false],
])('%s is a time: %s', (text, isOne) => {
	expect(isTime(text)).toBe(isOne);
});
