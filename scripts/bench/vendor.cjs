'use strict';
/** A fake vendor in a process of its own. */
const { fakeFor } = require('../../test/support/fakes.js');

const [name, options] = JSON.parse(process.argv[2]);

fakeFor(name, options).then(({ fake, base }) => {
	process.on('message', ({ reset, ids }) => {
		if (reset !== undefined) {
			fake.reset();
			fake.delay(reset.delay);
		}
		const refused = fake.calls.filter(({ status }) => status >= 400).length;
		process.send({
			calls: fake.calls.length,
			refused,
			stored: new Set(fake.vendor.writes.map(({ id }) => id)).size,
			ids: ids === undefined ? undefined : idsOf(fake, ids),
		});
	});
	process.send({ base });
});
process.on('disconnect', () => process.exit());

/** The first ids of a kind of record. */
function idsOf({ vendor }, { kind, count }) {
	return [...vendor.store[kind].keys()].slice(0, count);
}
