'use strict';
/** External ID: an import that is run again, or was cut off, leaves one record for each ID. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { IMPORTS } = require('./support/imports');

describe.each(Object.entries(IMPORTS))(
	'%s',
	(_name, { node, parameters, options = {}, creates, kept, silent }) => {
		let fake;
		let base;
		beforeAll(async () => {
			({ fake, base } = await fakeFor(
				node,
				node === 'leadSquared' ? { window: { calls: 1000, seconds: 5 } } : {},
			));
			if (node === 'leadSquared') base.credentials.callsPer5Seconds = 100;
		});
		afterAll(() => fake.close());
		beforeEach(() => fake.reset());

		const run = (items, more = {}, onError = undefined) =>
			runNode({
				...base,
				parameters: {
					...parameters(fake),
					options: { externalId: '={{ $json.key }}', ...options, ...more },
				},
				items: items.map((item) => ({ title: item.text, ...item })),
				onError,
			});
		const rows = (count, text) =>
			Array.from({ length: count }, (_, index) => ({
				key: `row-${index + 1}`,
				text: `${text} ${index + 1}`,
				n: (index % 3) + 1,
			}));
		const told = (key) => (silent ? kept(fake, key).length : kept(fake, key));
		const wanted = (text) => (silent ? 1 : [text]);

		it.each([true, false])(
			'a second run updates what the first has made (batched %s)',
			async (batching) => {
				const first = await run(rows(7, 'first'), { batching });
				expect(first.error).toBeUndefined();
				const second = await run(rows(9, 'second'), { batching });
				expect(second.output.map(({ json }) => json.updated === true)).toEqual([
					...Array(7).fill(true),
					false,
					false,
				]);
				expect(second.output.slice(0, 7).map(({ json }) => json.id)).toEqual(
					first.output.map(({ json }) => json.id),
				);
				for (const { key, text } of rows(9, 'second')) expect(told(key)).toEqual(wanted(text));
			},
		);

		it.each([true, false])(
			'the same ID twice in one run is one record (batched %s)',
			async (batching) => {
				const items = [
					{ key: 'same', text: 'one', n: 1 },
					{ key: 'other', text: 'two', n: 1 },
					{ key: 'same', text: 'three', n: 1 },
					{ key: 'same', text: 'four', n: 1 },
				];
				const result = await run(items, { batching, parallel: 4 });
				expect(result.error).toBeUndefined();
				expect(told('same')).toEqual(wanted('four'));
				expect(told('other')).toEqual(wanted('two'));
				expect(result.output.map(({ json }) => json.updated === true)).toEqual([
					false,
					false,
					true,
					true,
				]);
			},
		);

		it.each([true, false])(
			'blanks around an ID make no other record (batched %s)',
			async (batching) => {
				const items = ['same', ' same', 'same\u00A0', '\tsame\n'].map((key, index) => ({
					key,
					text: `text ${index}`,
					n: 1,
				}));
				const { error, output } = await run(items, { batching, parallel: 4 });
				expect(error).toBeUndefined();
				expect(told('same')).toEqual(wanted('text 3'));
				expect(new Set(output.map(({ json }) => json.id)).size).toBe(1);
			},
		);

		it('IDs that have lost digits are none, as two of them would be one record', async () => {
			const items = [12345678901234567890n, 12345678901234567891n].map((key, n) => ({
				key: Number(key),
				text: 'x',
				n: n + 1,
			}));
			const { output } = await run(items, {}, 'continueRegularOutput');
			expect(output.map(({ json }) => json.error)).toEqual(
				Array(2).fill('"External ID" can\'t hold 12345678901234567000'),
			);
			expect(fake.calls).toEqual([]);
		});

		it.each([
			['findOut', undefined],
			['report', /outcome is unknown/],
		])('an answer that got lost is no reason for doubles (%s)', async (afterLostAnswer, said) => {
			fake.fault('lost', { match: creates });
			const lost = await run(rows(1, 'lost'), { batching: false, afterLostAnswer });
			const again = await run(rows(1, 'again'), { batching: false });
			expect(again.error).toBeUndefined();
			expect(told('row-1')).toEqual(wanted('again 1'));
			if (said === undefined) expect(lost.error).toBeUndefined();
			else expect(lost.error.description).toMatch(said);
		});

		it('without it nothing is looked for', async () => {
			await run(rows(1, 'x'), { externalId: undefined });
			expect(fake.calls).toHaveLength(1);
		});

		it.each(['', '  ', null, undefined])(
			'an ID that came blank (%j) is none, and nothing is sent',
			async (key) => {
				const { error } = await run([{ key, text: 'x', n: 1 }]);
				expect([error.message, fake.calls]).toEqual(['"External ID" is empty', []]);
			},
		);

		it.each([
			['Number($json.missing)', 'NaN'],
			['1 / 0', 'Infinity'],
			['new Date($json.missing)', 'Invalid Date'],
			// n8n itself makes a text of it.
			["DateTime.fromISO('soon')", '"Invalid DateTime"'],
			["DateTime.fromISO('soon').toFormat('yyyy')", '"Invalid DateTime"'],
		])(
			'what can not be computed (%s) is none, and strangers do not meet in it',
			async (key, told) => {
				const { error } = await run(rows(2, 'x'), { externalId: `={{ ${key} }}` });
				expect(error.message + String(error.description)).toContain(
					`"External ID" can't hold ${told}`,
				);
				expect(fake.calls).toEqual([]);
			},
		);
	},
);

it('LeadSquared has to be told the field', async () => {
	const { fake, base } = await fakeFor('leadSquared');
	try {
		const { error } = await runNode({
			...base,
			parameters: {
				...IMPORTS['leadSquared by ID'].parameters(fake),
				options: { externalId: 'a' },
			},
			items: [{}],
		});
		expect(error.message).toBe('"External ID Field" is empty or is not a schema name');
		expect(fake.calls).toEqual([]);
	} finally {
		await fake.close();
	}
});

it('an email of Bitrix24 that is there is not sent again', async () => {
	const { fake, base } = await fakeFor('bitrix24');
	try {
		const parameters = {
			resource: 'activity',
			operation: 'create',
			kind: 'email',
			ownerType: byId('2'),
			owner: byId('1'),
			subject: 'Offer',
			responsible: byId('2'),
			client: byId('C_1'),
			email: byId('ada@example.com'),
			direction: 2,
			start: '2026-12-01T10:00:00',
			sendEmail: true,
			additionalFields: {},
			options: { externalId: 'mail-1' },
		};
		const first = await runNode({ ...base, parameters });
		expect(first.error).toBeUndefined();
		const sent = () => fake.calls.filter(({ text }) => /COMPLETED/.test(text)).length;
		expect(sent()).toBe(1);
		const second = await runNode({ ...base, parameters });
		expect(second.output[0].json).toMatchObject({ updated: true, id: first.output[0].json.id });
		expect(sent()).toBe(1);
	} finally {
		await fake.close();
	}
});
