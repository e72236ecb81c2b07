'use strict';
/** A fake vendor in a process of its own, so that its work counts neither as the node's time nor as its memory. */
const { fakeFor } = require('../../test/support/fakes.js');

const [name, options, server] = JSON.parse(process.argv[2]);

fakeFor(name, options, server).then(({ fake, base }) => {
	process.on('message', (question) => {
		if (question === 'reset') fake.reset();
		const refused = fake.calls.filter(({ status }) => status === 429 || status === 503).length;
		process.send({ calls: fake.calls.length, refused, stored: fake.vendor.writes.length, ids: question.ids === undefined ? undefined : idsOf(fake, question.ids) });
	});
	process.send({ base });
});

/** The first ids of a kind of record. */
function idsOf({ vendor }, { kind, count, from = 0 }) {
	return [...vendor.store[kind].keys()].slice(from, from + count);
}
