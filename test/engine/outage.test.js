'use strict';
/**
 * A vendor that is out of order: runs end soon, say since when, and what was not sent is told so. Single calls find out
 * that it is back.
 */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');

jest.setTimeout(120_000);

const READS = {
	bitrix24: { resource: 'task', operation: 'get', taskId: byId('={{ $json.id }}') },
	leadSquared: { resource: 'activity', operation: 'get', activityId: byId('={{ $json.guid }}') },
	ivvy: { resource: 'task', operation: 'get', taskId: byId('={{ $json.id }}') },
	deskera: { resource: 'activity', operation: 'get', activityId: byId('={{ $json.id }}') },
};
const ids = (count) =>
	Array.from({ length: count }, (_, n) => ({
		id: n + 1,
		guid: `00000000-0000-4000-8000-${String(n + 1).padStart(12, '0')}`,
	}));
/** With the day as well, once the day the vendor fell silent is over. */
const SINCE = /has not been answering since (\d{4}-\d\d-\d\d )?\d\d:\d\d/;

const open = [];
afterEach(async () => {
	for (const fake of open.splice(0)) await fake.close();
});

let credentialCount = 0;
async function vendorOf(name) {
	const { fake, base } = await fakeFor(name);
	open.push(fake);
	return { fake, base: { ...base, credentialId: `outage${++credentialCount}` } };
}

const read = async (name, base, count, more = {}) =>
	await runNode({
		...base,
		parameters: { ...READS[name], options: { batching: false }, ...more },
		items: ids(count),
		onError: 'continueRegularOutput',
	});

describe.each(Object.keys(READS))('%s', (name) => {
	it.each(['502', 'reset'])(
		'100 reads against %s are few calls, and the rest is not sent',
		async (kind) => {
			const { fake, base } = await vendorOf(name);
			fake.fault(kind, { times: Infinity });
			const { output } = await read(name, base, 100);
			expect(fake.calls.length).toBeLessThanOrEqual(40);
			expect(output.map(({ pairedItem }) => pairedItem.item)).toEqual(ids(100).map((_, n) => n));
			expect(output.every(({ json }) => typeof json.error === 'string')).toBe(true);
			const unsent = output.filter(({ json }) =>
				json.details.whatToDo.includes('Nothing was sent for this item'),
			);
			expect(unsent.length).toBeGreaterThan(60);
			for (const { json } of unsent) {
				expect(json.error).toMatch(SINCE);
				expect(json.details.completed).toBe('no');
			}
		},
	);
});

it('what was sent keeps its own truth: writes whose answer was lost are unknown, the rest is not sent', async () => {
	const { fake, base } = await vendorOf('ivvy');
	fake.fault('lost', { times: Infinity });
	const { output } = await runNode({
		...base,
		parameters: {
			resource: 'activity',
			operation: 'create',
			name: '={{ "Item " + $json.id }}',
			subType: 1,
			description: 'About it',
			belongsTo: 'contact',
			contactId: byId('45001'),
			additionalFields: {},
			options: { parallel: 1 },
		},
		items: ids(60),
		onError: 'continueRegularOutput',
	});
	const told = output.map(({ json }) => json.details.completed);
	const sent = told.filter((one) => one === 'unknown').length;
	expect(fake.vendor.writes).toHaveLength(sent);
	expect(told).toEqual(told.map((_, n) => (n < sent ? 'unknown' : 'no')));
	expect(sent).toBeLessThan(25);
	expect(output.at(-1).json.error).toMatch(SINCE);
});

it('in Stop mode the error says since when, and what was not sent', async () => {
	const { fake, base } = await vendorOf('deskera');
	fake.fault('502', { times: Infinity });
	const { error } = await runNode({
		...base,
		parameters: { ...READS.deskera, options: { parallel: 20 } },
		items: ids(60),
	});
	expect(error.description).toMatch(/were not sent/);
});

it('is noticed to be back by single calls, and then all go through', async () => {
	const { fake, base } = await vendorOf('deskera');
	fake.fault('502', { times: Infinity });
	await read('deskera', base, 60);
	const { vendor, url } = fake;
	expect(url).toContain('127.0.0.1');
	// Still out of order: one run, one probe.
	fake.calls.length = 0;
	const still = await read('deskera', base, 30, { options: { parallel: 10 } });
	expect(fake.calls).toHaveLength(1);
	expect(still.output.filter(({ json }) => SINCE.test(json.error)).length).toBeGreaterThan(20);
	fake.reset();
	let inside = 0;
	let alone = true;
	const { handle } = vendor;
	vendor.handle = async (call) => {
		inside += 1;
		if (fake.calls.length === 1) {
			await new Promise((done) => setTimeout(done, 300));
			alone = inside === 1;
		}
		inside -= 1;
		return await handle(call);
	};
	const back = await read('deskera', base, 30, { options: { parallel: 10 } });
	expect(alone).toBe(true);
	expect(back.output.filter(({ json }) => json.error !== undefined)).toEqual([]);
});

it('refusals are answers: no number of them is an outage', async () => {
	const { fake, base } = await vendorOf('deskera');
	fake.fault('answer', {
		times: Infinity,
		answer: { status: 404, body: { message: 'Not found' } },
	});
	const { output } = await read('deskera', base, 100);
	expect(fake.calls).toHaveLength(100);
	expect(output.some(({ json }) => SINCE.test(json.error))).toBe(false);
});

it('calls that fail now and then are repeated, however many there are', async () => {
	const { fake, base } = await vendorOf('deskera');
	let n = 0;
	fake.fault('502', { times: Infinity, match: () => n++ % 3 !== 2 });
	const { output } = await read('deskera', base, 12, { options: { parallel: 1 } });
	expect(output.filter(({ json }) => json.error !== undefined)).toEqual([]);
});
