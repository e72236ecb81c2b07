'use strict';
/** External ID: an import that is run again, or was cut off, leaves one record for each ID. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { operationsOf } = require('../support/operations');

const parametersOf = (fake, node, name) =>
	operationsOf(node, fake).find((operation) => operation.name === name).parameters;

/**
 * node -> what is made for an item `{ key, text, n }`, how often the fake keeps something for an
 * ID, and what it says
 */
const IMPORTS = {
	'bitrix24 call': {
		node: 'bitrix24',
		parameters: (fake) => ({
			...parametersOf(fake, 'bitrix24', 'bitrix24 activity create (call)'),
			owner: byId('={{ $json.n }}'),
			subject: '={{ $json.text }}',
		}),
		creates: ({ path }) => path.endsWith('crm.activity.add'),
		kept: (fake, key) =>
			[...fake.vendor.store.activities.values()]
				.filter(({ ORIGIN_ID, ORIGINATOR_ID }) => ORIGIN_ID === key && ORIGINATOR_ID === 'n8n')
				.map(({ SUBJECT }) => SUBJECT),
	},
	'bitrix24 custom activity': {
		node: 'bitrix24App',
		parameters: (fake) => ({
			...parametersOf(fake, 'bitrix24App', 'bitrix24 customActivity create'),
			owner: byId('={{ $json.n }}'),
			additionalFields: { badgeCode: '' },
		}),
		creates: ({ path }) => path.endsWith('crm.activity.configurable.add'),
		kept: (fake, key) =>
			[...fake.vendor.store.activities.values()]
				.filter(({ ORIGIN_ID }) => ORIGIN_ID === key)
				.map(({ layout }) => layout?.header?.title ?? layout?.body?.blocks),
		silent: true,
	},
	deskera: {
		node: 'deskera',
		parameters: () => ({
			resource: 'activity',
			operation: 'create',
			name: '={{ $json.text }}',
			activity_type: 'call',
			start: '2026-12-01T10:00:00',
			end: '2026-12-01T11:00:00',
			additionalFields: {},
		}),
		creates: ({ method }) => method === 'POST',
		kept: (fake, key) =>
			[...fake.vendor.store.activities.values()]
				.filter(({ source_id, source }) => source_id === key && source === 'n8n')
				.map(({ name }) => name),
	},
	'leadSquared by ID': {
		node: 'leadSquared',
		parameters: (fake) => ({
			resource: 'customActivity',
			operation: 'create',
			activityType: byId('202'),
			leadBy: 'id',
			lead: byId(fake.vendor.leadId(1)),
			note: '={{ $json.text }}',
			fields: { mappingMode: 'defineBelow', value: null },
			additionalFields: { owner: byId('user2@account.example') },
		}),
		options: { externalIdField: 'mx_Custom_1' },
		creates: ({ path }) => /\/(?:Create|ByLead(?:Field|Id))$/.test(path),
		kept: (fake, key) =>
			[...fake.vendor.store.activities.values()]
				.filter(({ Fields }) => Fields?.mx_Custom_1 === key)
				.map(({ ActivityNote }) => ActivityNote),
	},
	'leadSquared by email': {
		node: 'leadSquared',
		parameters: (fake) => ({
			resource: 'customActivity',
			operation: 'create',
			activityType: byId('202'),
			leadBy: 'email',
			email: [...fake.vendor.store.leads.values()][2].EmailAddress,
			note: '={{ $json.text }}',
			fields: { mappingMode: 'defineBelow', value: null },
			additionalFields: {},
		}),
		options: { externalIdField: 'mx_Custom_1' },
		creates: ({ path }) => /\/(?:Create|ByLead(?:Field|Id))$/.test(path),
		kept: (fake, key) =>
			[...fake.vendor.store.activities.values()]
				.filter(({ Fields }) => Fields?.mx_Custom_1 === key)
				.map(({ ActivityNote }) => ActivityNote),
	},
	'bitrix24 to-do': {
		node: 'bitrix24',
		parameters: (fake) => ({
			...parametersOf(fake, 'bitrix24', 'bitrix24 activity create (to-do)'),
			owner: byId('={{ $json.n }}'),
			title: '={{ $json.text }}',
			todoDetails: { description: 'Details [b]here[/b]' },
		}),
		creates: ({ path }) => path.endsWith('crm.activity.todo.add'),
		kept: (fake, key) =>
			[...fake.vendor.store.activities.values()]
				.filter(({ DESCRIPTION }) => DESCRIPTION?.endsWith(`\nRef: ${key}`))
				.map(({ SUBJECT }) => SUBJECT),
	},
	'bitrix24 task': {
		node: 'bitrix24',
		parameters: () => ({
			resource: 'task',
			operation: 'create',
			title: '={{ $json.text }}',
			responsible: byId('2'),
			additionalFields: { TAGS: ['import'] },
			customFields: { mappingMode: 'defineBelow', value: null },
		}),
		creates: ({ path }) => path.endsWith('tasks.task.add'),
		kept: (fake, key) =>
			[...fake.vendor.store.tasks.values()]
				.filter(({ TAGS }) => TAGS.includes(`Ref: ${key}`) && TAGS.includes('import'))
				.map(({ TITLE }) => TITLE),
	},
	'ivvy activity': {
		node: 'ivvy',
		parameters: () => ({
			resource: 'activity',
			operation: 'create',
			name: '={{ $json.text }}',
			subType: 2,
			description: 'About <b>it</b>',
			belongsTo: 'contact',
			contactId: byId('45001'),
			additionalFields: {},
		}),
		creates: ({ rawUrl }) => /addOrUpdateActivity|batch\?action=run/.test(rawUrl),
		kept: (fake, key) => keptByIvvy(fake.vendor.store.activities, key),
	},
	'ivvy task': {
		node: 'ivvy',
		parameters: () => ({
			resource: 'task',
			operation: 'create',
			name: '={{ $json.text }}',
			endDatetime: '2026-12-01',
			belongsTo: 'lead',
			leadId: byId('2001'),
			additionalFields: {},
		}),
		creates: ({ rawUrl }) => /addOrUpdateTask|batch\?action=run/.test(rawUrl),
		kept: (fake, key) => keptByIvvy(fake.vendor.store.tasks, key),
	},
	'ivvy note': {
		node: 'ivvy',
		parameters: () => ({
			resource: 'note',
			operation: 'create',
			noteOn: 'lead',
			leadId: byId('2001'),
			note: '={{ $json.text }}',
		}),
		creates: ({ rawUrl }) => /addOrUpdateLeadNote|batch\?action=run/.test(rawUrl),
		kept: (fake, key) =>
			[...fake.vendor.store.leadNotes.values()]
				.map(({ note }) => /^([^]*)\nRef: (.*)$/.exec(note))
				.filter((match) => match?.[2] === key)
				.map(([, text]) => text),
	},
	'leadSquared task': {
		node: 'leadSquared',
		parameters: (fake) => ({
			resource: 'task',
			operation: 'create',
			name: '={{ $json.text }}',
			taskType: byId('Phone Call'),
			owner: byId('user2@account.example'),
			relatedTo: 1,
			lead: byId(fake.vendor.leadId(1)),
			additionalFields: { Description: 'Details' },
		}),
		creates: ({ path }) => /Task\.svc\/(?:Create|Bulk)/.test(path),
		kept: (fake, key) =>
			[...fake.vendor.store.tasks.values()]
				.filter(({ Description }) => Description === `Details\nRef: ${key}`)
				.map(({ Name }) => Name),
	},
	'leadSquared task of nothing': {
		node: 'leadSquared',
		parameters: () => ({
			resource: 'task',
			operation: 'create',
			name: '={{ $json.text }}',
			taskType: byId('Phone Call'),
			owner: byId('user2@account.example'),
			relatedTo: 0,
			additionalFields: {},
		}),
		creates: ({ path }) => /Task\.svc\/(?:Create|Bulk)/.test(path),
		kept: (fake, key) =>
			[...fake.vendor.store.tasks.values()]
				.filter(({ Description }) => Description === `Ref: ${key}`)
				.map(({ Name }) => Name),
	},
	'leadSquared note': {
		node: 'leadSquared',
		parameters: (fake) => ({
			resource: 'note',
			operation: 'create',
			lead: byId(fake.vendor.leadId(1)),
			note: '={{ $json.text }}',
			additionalFields: {},
		}),
		creates: ({ path }) => path.endsWith('CreateNote'),
		kept: (fake, key) =>
			[...fake.vendor.store.notes.values()]
				.map(({ Note }) => /^([^]*)\nRef: (.*)$/.exec(Note))
				.filter((match) => match?.[2] === key)
				.map(([, text]) => text),
	},
};

const keptByIvvy = (records, key) =>
	[...records.values()]
		.filter(({ description }) => description?.endsWith(`<p>Ref: ${key}</p>`))
		.map(({ name }) => name);

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
		expect(error.message).toBe('"External ID Field" is empty or no schema name');
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
