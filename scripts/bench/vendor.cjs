'use strict';
/** A fake vendor in a process of its own, of which nothing is measured: fakes are written in TypeScript. */
require('tsx/cjs');
const { fakeFor } = require('../../test/support/fakes.cts');
const { changeAll } = require('./changes.cjs');

const [name, options] = JSON.parse(process.argv[2]);

fakeFor(name, options).then(({ fake, base }) => {
	const { vendor } = fake;
	process.on('message', ({ reset, ids, change }) => {
		if (reset !== undefined) {
			fake.reset();
			fake.delay(reset.delay);
			if (reset.fault !== undefined) fake.fault(reset.fault, { times: Infinity });
		}
		const refused = fake.calls.filter(({ status }) => status >= 400).length;
		process.send({
			calls: fake.calls.length,
			refused,
			stored: new Set(vendor.writes.map(({ id }) => id)).size,
			writes: vendor.writes.length,
			distinct: new Set(vendor.writes.map(({ fields }) => JSON.stringify(fields))).size,
			ids: ids === undefined ? undefined : idsOf(vendor, ids),
			changed: change === undefined ? undefined : changeAll(name, vendor, change),
		});
	});
	process.send({ base });
});
process.on('disconnect', () => process.exit());

/** The first ids of a kind of record. */
function idsOf({ store }, { kind, count }) {
	return [...store[kind].keys()].slice(0, count);
}
