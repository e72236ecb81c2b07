/** What the vendors document is offered, or is left out with a reason; see `npm run coverage:contracts`. */
import { COVERAGE, coverageOf, gapsOf } from '../support/coverage.cts';

it.each(Object.keys(COVERAGE))('%s: everything is offered, or left out with a reason', (vendor) => {
	const parts = coverageOf(vendor);
	expect(parts.map(({ documented }) => documented.length > 4)).toEqual(parts.map(() => true));
	expect(parts.flatMap(gapsOf)).toEqual([]);
});

describe('a gap', () => {
	const part = {
		documented: ['a', 'b', 'c'],
		offered: ['a', 'x'],
		leftOut: { a: 'why', c: 'why', z: 'why' },
	};

	it('is told in each direction', () => {
		expect(gapsOf(part)).toEqual([
			'b: documented, not offered, and no reason is given',
			'x: offered, but the contract does not have it',
			'a: is offered, so that the reason is out of date',
			'z: left out, but the contract does not have it',
		]);
	});
});
