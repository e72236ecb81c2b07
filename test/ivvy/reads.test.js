'use strict';
/** Lists of iVvy: whole, filtered in iVvy's own words, and one record where there is no call for one. */
const { runNode } = require('../support/reported');
const { fakeFor, byId } = require('../support/fakes');
const { plainText } = require('../../dist/nodes/shared/text/html');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('ivvy')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const run = async (parameters) => await runNode({ ...base, parameters });
const rows = async (parameters) => {
	const { error, output } = await run(parameters);
	expect(error?.message).toBeUndefined();
	return output.map(({ json }) => json);
};

describe.each([
	['activity', 'activityId', 'activities', 3001],
	['task', 'taskId', 'tasks', 10001],
])('%s', (resource, idName, kind, first) => {
	const get = (id, more) => ({ resource, operation: 'get', [idName]: byId(String(id)), ...more });
	const getMany = (more) => ({
		resource,
		operation: 'getMany',
		returnAll: true,
		filters: {},
		...more,
	});

	it('lists all, a hundred at a time, each once', async () => {
		const all = await rows(getMany());
		expect(all.map(({ id }) => id).sort((a, b) => a - b)).toEqual(
			[...fake.vendor.store[kind].keys()].sort((a, b) => a - b),
		);
		// Each page but the first begins with a known row, and the last one is short.
		expect(fake.calls).toHaveLength(Math.ceil((all.length - 1) / 99));
		expect((await rows(getMany({ returnAll: false, limit: 7 }))).length).toBe(7);
		expect(fake.calls.at(-1).json).toMatchObject({ perPage: 7, start: 0 });
	});

	it.each([
		['is missing', () => undefined],
		['is cut off', () => 100],
		['is the same as before', (told) => told + 1],
	])(
		'loses none of the others when a record leaves while it is read, where the total %s',
		async (_name, total) => {
			const ids = [...fake.vendor.store[kind].keys()];
			fake.fault('rewrite', {
				times: 99,
				rewrite({ body, ...answer }) {
					fake.vendor.store[kind].delete(body.results[0]?.id);
					const meta = { ...body.meta, totalResults: total(body.meta.totalResults) };
					return { ...answer, body: { ...body, meta } };
				},
			});
			const all = (await rows(getMany())).map(({ id }) => id);
			expect(ids.filter((id) => fake.vendor.store[kind].has(id) && !all.includes(id))).toEqual([]);
		},
	);

	it('sends conditions and a raw filter as iVvy writes them', async () => {
		const values = [
			{ field: 'name', comparison: '__CONTAINS', value: String(first) },
			{ field: 'description', comparison: '__NOT', value: 'x' },
		];
		const found = await rows(
			getMany({
				conditions: { values },
				options: {
					filter: '{ "name__BEGINS": "' + (resource === 'task' ? 'Task' : 'Activity') + '" }',
				},
			}),
		);
		expect(fake.calls[0].json.filter).toEqual({
			name__CONTAINS: String(first),
			description__NOT: 'x',
			name__BEGINS: resource === 'task' ? 'Task' : 'Activity',
		});
		expect(found.every(({ title }) => title.includes(String(first)))).toBe(true);
	});

	it('takes dates and the names of codes in conditions, each in the words of iVvy', async () => {
		const [code, name, number] =
			resource === 'task' ? ['status', 'in progress', '1'] : ['subType', 'Meeting', '1'];
		const values = [
			{ field: 'modifiedDate', comparison: '__GREATERTHAN', value: '2026-01-01T10:00:00+01:00' },
			{
				field: 'createdDate',
				comparison: '__LESSTHAN',
				value: '={{ DateTime.fromISO("2026-02-01T00:00:00Z") }}',
			},
			{ field: 'createdDate', comparison: '__BEGINS', value: '2026' },
			{ field: code, comparison: '__EQUALS', value: name },
			{ field: 'endDatetime', comparison: '__NOT', value: '__ISNULL__' },
		];
		await rows(getMany({ conditions: { values } }));
		expect(fake.calls[0].json.filter).toEqual({
			modifiedDate__GREATERTHAN: '2026-01-01 09:00:00',
			createdDate__LESSTHAN: '2026-02-01 00:00:00',
			createdDate__BEGINS: '2026',
			[code]: number,
			endDatetime__NOT: '__ISNULL__',
		});
	});

	describe('conditions', () => {
		const list = async (values, more = {}) => {
			const { items, timezone = 'America/New_York', ...parameters } = more;
			return await runNode({
				...base,
				parameters: getMany({ conditions: { values }, ...parameters }),
				items,
				timezone,
			});
		};
		const filterOf = async (values, more) => {
			const { error } = await list(values, more);
			expect(error?.message).toBeUndefined();
			return fake.calls[0].json.filter;
		};
		const refusal = async (values, more) => {
			const { error } = await list(values, more);
			expect(fake.calls).toEqual([]);
			return error.message;
		};
		const of = (field, comparison, value) => ({ field, comparison, value });

		it.each([
			'__BEGINS',
			'__CONTAINS',
			'__NOTCONTAINS',
			'__ENDS',
			'__EQUALS',
			'__GREATERTHAN',
			'__LESSTHAN',
			'__NOT',
		])('a value that did not come is an error, not a wider list (%s)', async (comparison) => {
			for (const nothing of ['', '  ', null, undefined]) {
				expect(
					await refusal(
						[of('name', '__EQUALS', 'a'), of('description', comparison, '={{ $json.nothing }}')],
						{ items: [{ nothing }] },
					),
				).toBe('"Value of the condition on Description" is empty');
				expect(
					await refusal([of('modifiedDate', comparison, '={{ $json.nothing }}')], {
						items: [{ nothing }],
					}),
				).toBe('"Value of the condition on Modified" is empty');
			}
			expect(await refusal([of('description', comparison, '')])).toBe(
				'"Value of the condition on Description" is empty',
			);
			expect(await refusal([{ field: 'description', comparison }])).toBe(
				'"Value of the condition on Description" is empty',
			);
		});

		it('Is Empty needs none', async () => {
			expect(
				await filterOf([
					of('description', '__EMPTY', ''),
					{ field: 'companyId', comparison: '__EMPTY' },
				]),
			).toEqual({ description__EMPTY: '', companyId__EMPTY: '' });
		});

		it.each(['__ISNULL__', 'ISNULL'])('%s stands for no value, on any field', async (value) => {
			expect(
				await filterOf([
					of('endDatetime', '__EQUALS', value),
					of('description', '__NOT', value),
					of('modifiedDate', '__NOT', value),
				]),
			).toEqual({ endDatetime: value, description__NOT: value, modifiedDate__NOT: value });
		});

		it(
			'two on one field with one comparison can not both be sent, which is an error that ' +
				'names the field',
			async () => {
				for (const second of ['b', 'a'])
					expect(
						await refusal([
							of('description', '__CONTAINS', 'a'),
							of('name', '__EQUALS', 'x'),
							of('description', '__CONTAINS', second),
						]),
					).toBe('"Description" has two conditions that can\'t be sent together (Contains)');
				expect(
					await refusal([
						of('createdDate', '__GREATERTHAN', '2026-01-01'),
						of('createdDate', '__GREATERTHAN', '2026-02-01'),
					]),
				).toBe('"Created" has two conditions that can\'t be sent together (Is at Least)');
				expect(
					await refusal([of('name', '={{ $json.comparison }}', 'a'), of('name', '__EQUALS', 'b')], {
						items: [{ comparison: 'equals' }],
					}),
				).toBe('"Title" has two conditions that can\'t be sent together (Equals)');
			},
		);

		it('two on one field with different comparisons are one range', async () => {
			expect(
				await filterOf([
					of('createdDate', '__GREATERTHAN', '2026-01-01'),
					of('createdDate', '__LESSTHAN', '2026-01-31'),
					of('createdDate', '__NOT', '__ISNULL__'),
				]),
			).toEqual({
				createdDate__GREATERTHAN: '2026-01-01 05:00:00',
				createdDate__LESSTHAN: '2026-02-01 04:59:59',
				createdDate__NOT: '__ISNULL__',
			});
		});

		it('a day is the whole day', async () => {
			const id = first + 1;
			Object.assign(fake.vendor.store[kind].get(id), { createdDate: '2030-05-05 12:00:00 UTC' });
			expect(await filterOf([of('createdDate', '__EQUALS', '2030-05-05')])).toEqual({
				createdDate__GREATERTHAN: '2030-05-05 04:00:00',
				createdDate__LESSTHAN: '2030-05-06 03:59:59',
			});
			expect(
				(await list([of('createdDate', '__EQUALS', '2030-05-05')])).output.map(
					({ json }) => json.id,
				),
			).toEqual([id]);
			fake.reset();
			expect(await filterOf([of('createdDate', '__EQUALS', '2030-05-05T08:00:00')])).toEqual({
				createdDate: '2030-05-05 12:00:00',
			});
			fake.reset();
			expect(await refusal([of('createdDate', '__NOT', '2030-05-05')])).toBe(
				'"Value of the condition on Created" must have a time',
			);
			expect(
				await refusal([
					of('createdDate', '__EQUALS', '2030-05-05'),
					of('createdDate', '__LESSTHAN', '2031-01-01'),
				]),
			).toBe('"Created" has two conditions that can\'t be sent together (Is at Most)');
		});

		it.each([
			['', 'is empty'],
			[null, 'is empty'],
			[undefined, 'is empty'],
			['  ', 'is empty'],
			['{}', 'is empty'],
			[{}, 'is empty'],
			['[]', 'must be a JSON object'],
			['x', 'is not valid JSON'],
		])('a raw filter that gives nothing is an error: %j', async (raw, what) => {
			expect(
				await refusal([of('name', '__EQUALS', 'a')], {
					options: { filter: '={{ $json.raw }}' },
					items: [{ raw }],
				}),
			).toBe(`"Raw Filter (JSON)" ${what}`);
			expect(await refusal([], { options: { filter: '={{ $json.raw }}' }, items: [{ raw }] })).toBe(
				`"Raw Filter (JSON)" ${what}`,
			);
		});

		it('nor may a value in it give nothing', async () => {
			for (const nothing of ['', '  ', null])
				expect(
					await refusal([], {
						options: { filter: '={{ { description__CONTAINS: $json.nothing } }}' },
						items: [{ nothing }],
					}),
				).toBe('"description__CONTAINS of Raw Filter (JSON)" is empty');
			expect(await refusal([], { options: { filter: '{ "description__CONTAINS": "" }' } })).toBe(
				'"description__CONTAINS of Raw Filter (JSON)" is empty',
			);
			expect(
				await filterOf([], { options: { filter: '{ "description__EMPTY": "", "name": "a" }' } }),
			).toEqual({ description__EMPTY: '', name: 'a' });
		});

		it('a raw filter never takes the place of a condition', async () => {
			expect(
				await refusal([of('name', '__CONTAINS', 'a')], {
					options: { filter: '{ "name__CONTAINS": "b" }' },
				}),
			).toBe('"name__CONTAINS" stands both in "Raw Filter (JSON)" and in Conditions');
			expect(
				await filterOf([of('name', '__CONTAINS', 'a')], { options: { filter: '{ "name": "b" }' } }),
			).toEqual({ name__CONTAINS: 'a', name: 'b' });
		});

		it('a value that a drop-down has not is an error', async () => {
			const on = (value, comparison = '__EQUALS') =>
				of(resource === 'task' ? 'status' : 'subType', comparison, value);
			const label = `Value of the condition on ${resource === 'task' ? 'Status' : 'Type'}`;
			const [name, code] = resource === 'task' ? ['completed', '4'] : ['meeting', '1'];
			for (const comparison of ['__EQUALS', '__NOT', '__CONTAINS'])
				expect(await refusal([on('done', comparison)])).toBe(`"${label}" can't be "done"`);
			const field = Object.keys(await filterOf([on(name)]))[0];
			for (const given of [name, code, Number(code)]) {
				fake.calls.length = 0;
				expect(await filterOf([on(given)])).toEqual({ [field]: code });
			}
		});

		it('a field that did not come is an error', async () => {
			for (const field of ['', null])
				expect(await refusal([of('={{ $json.field }}', '', 'a')], { items: [{ field }] })).toBe(
					'"Field" is empty',
				);
		});
	});

	it('refuses a date that is none before anything is sent', async () => {
		const { error } = await run(
			getMany({
				conditions: {
					values: [{ field: 'modifiedDate', comparison: '__LESSTHAN', value: 'soon' }],
				},
			}),
		);
		expect([error.message, fake.calls.length]).toEqual([
			'"Value of the condition on Modified" is not a date n8n can read: "soon"',
			0,
		]);
	});

	it.each([
		['works', 1],
		['ignored', undefined],
		['refused', undefined],
	])('finds one by its ID where the filter by ID %s', async (idFilter, calls) => {
		fake.vendor.options.idFilter = idFilter;
		const id = first + 450;
		expect((await rows(get(id)))[0]).toMatchObject({ id });
		if (calls !== undefined) expect(fake.calls).toHaveLength(calls);
		const { error } = await run(get(99_999_999));
		expect([error.message, error.description]).toEqual([
			expect.stringMatching(/^The \w+ 99999999 is not( among the first 5,000)? in the list$/),
			expect.stringContaining('no call for one'),
		]);
		expect(fake.calls.length).toBeLessThan(60);
	});

	it.each([
		['{}', {}],
		['something else', { message: 'x' }],
		['a list under another name', { meta: { count: 0, totalResults: 0 }, rows: [] }],
	])('does not take an answer of %s for a list without it', async (_name, body) => {
		for (const idFilter of ['works', 'refused']) {
			fake.vendor.options.idFilter = idFilter;
			fake.fault('rewrite', {
				times: 1,
				match: ({ json }) => idFilter === 'works' || json.filter === undefined,
				rewrite: (answer) => ({ ...answer, body }),
			});
			const { error } = await run(get(first));
			expect(error.message).toBe(`iVvy answered without a list of ${kind}`);
		}
	});

	it('looks through the list to its end where the total is wrong', async () => {
		fake.vendor.options.idFilter = 'ignored';
		fake.fault('rewrite', {
			times: Infinity,
			rewrite: (answer) => ({
				...answer,
				body: { ...answer.body, meta: { ...answer.body.meta, totalResults: 0 } },
			}),
		});
		expect((await rows(get(first + 450)))[0]).toMatchObject({ id: first + 450 });
		expect((await run(get(99_999_999))).error.message).toMatch(/is not in the list$/);
	});

	it.each(['raw', 'simplified', 'portable'])(
		'makes text of a description once in the %s output',
		async (output) => {
			fake.vendor.store[kind].get(first).description =
				'<p>3 &lt; 4 and 5 &gt; 4, written &amp;amp;lt;</p>';
			for (const parameters of [
				get(first, { output, options: { descriptionAsText: true } }),
				getMany({ returnAll: false, limit: 1, output, options: { descriptionAsText: true } }),
			]) {
				expect((await rows(parameters))[0].description).toBe('3 < 4 and 5 > 4, written &amp;lt;');
			}
		},
	);

	it('gives descriptions as HTML in the raw output only, and there as text when asked', async () => {
		fake.vendor.store[kind].get(first).description =
			'<p>One &amp; two</p><p>gr&ouml;&szlig;er<br>three</p>';
		const described = async (parameters) => (await rows(get(first, parameters)))[0].description;
		const plain = 'One & two\ngr&ouml;&szlig;er\nthree';
		expect(await described({ output: 'raw' })).toContain('<p>');
		expect([
			await described({ output: 'raw', options: { descriptionAsText: true } }),
			await described(),
			await described({ output: 'portable' }),
		]).toEqual([plain, plain, plain]);
	});
});

it('completes, cancels and reopens a task by name', async () => {
	const status = () => fake.vendor.store.tasks.get(10001).status;
	for (const [operation, wanted] of [
		['complete', 4],
		['cancel', 3],
		['reopen', 0],
	]) {
		await rows({ resource: 'task', operation, taskId: byId('10001'), additionalFields: {} });
		expect([operation, status()]).toEqual([operation, wanted]);
	}
	expect(fake.calls.map(({ json }) => json)).toEqual(
		[4, 3, 0].map((wanted) => ({ id: 10001, status: wanted })),
	);
});

describe('notes', () => {
	const targets = [
		['lead', { leadId: byId('2001') }, 'leadNotes'],
		['opportunity', { opportunityId: byId('5001'), venueId: byId('1') }, 'opportunityNotes'],
		['contact', { contactId: byId('45001') }, 'contactNotes'],
		['company', { companyId: byId('701') }, 'companyNotes'],
	];

	it.each(targets)('on a %s: written, changed and listed', async (noteOn, target, kind) => {
		const form = { resource: 'note', noteOn, ...target };
		const [{ id }] = await rows({ ...form, operation: 'create', note: 'First' });
		await rows({ ...form, operation: 'update', noteId: byId(String(id)), note: 'Second' });
		const stored = fake.vendor.store[kind].get(id);
		expect(stored.note ?? stored.noteText).toBe('Second');
		const listed = await rows({ ...form, operation: 'getMany', returnAll: true });
		expect(listed.find((note) => note.id === id)).toMatchObject({ description: 'Second' });
	});

	it.each([
		['24435', '!24435'],
		['24436', '!24436'],
		['24437', '!24437'],
	])('code %s has its sentence', async (code, note) => {
		const { error } = await run({
			resource: 'note',
			operation: 'create',
			noteOn: 'lead',
			leadId: byId('2001'),
			note,
		});
		expect([error.message, error.description]).toEqual([
			expect.stringMatching(/note/),
			expect.stringContaining(`Vendor code: ${code}.`),
		]);
	});

	it.each([
		['lead', '"Lead" is empty'],
		['opportunity', '"Opportunity" is empty'],
		['company', '"Company" is empty'],
	])('on a %s that is not picked is refused before anything is sent', async (noteOn, message) => {
		const { error } = await run({ resource: 'note', operation: 'create', noteOn, note: 'x' });
		expect([error.message, fake.calls]).toEqual([message, []]);
	});
});

it.each([
	23005, 23016, 23017, 24091, 24092, 24093, 24096, 24105, 24114, 24115, 24448, 24153, 24215, 24216,
	24218, 24221, 24222, 24224, 24227, 24228, 24300, 24301, 24302, 24303, 24389, 24390, 24391, 24392,
	24393, 24394, 24395, 24396, 24397, 24398, 24399, 24400, 24401, 24402, 24403, 24404, 24434, 24435,
	24436, 24437, 24438, 24441,
])('code %i says what is wrong and what to do, whatever the status', async (specificCode) => {
	for (const status of [400, 200]) {
		fake.reset();
		fake.fault('answer', {
			answer: {
				status,
				body: {
					errorCode: 400,
					message: 'Words of iVvy',
					specificCode,
					additionalMessages: ['leadId: *Invalid item selected*'],
				},
			},
		});
		const { error } = await run({
			resource: 'task',
			operation: 'complete',
			taskId: byId('10001'),
			additionalFields: {},
		});
		expect(error.message).not.toMatch(/Words of iVvy|status/);
		expect(error.description).toMatch(
			/^iVvy says: Words of iVvy\. leadId: Invalid item selected\. .*Vendor code: \d+\./,
		);
		expect(fake.calls).toHaveLength(1);
	}
});

it.each([
	[400, 'configuration-invalid'],
	[401, 'credential-invalid'],
	[403, 'configuration-invalid'],
	[404, 'configuration-invalid'],
	[405, 'configuration-invalid'],
	[406, 'configuration-invalid'],
	[462, 'credential-invalid'],
	[463, 'credential-invalid'],
	[501, 'configuration-invalid'],
	[460, 'temporarily-unavailable'],
	[500, 'temporarily-unavailable'],
])(
	"error %i without a code of its own is told in iVvy's words, and is sorted right",
	async (errorCode, cause) => {
		fake.fault('answer', {
			answer: { status: 200, body: { errorCode, message: 'Words of iVvy' } },
		});
		const { error } = await run({
			resource: 'task',
			operation: 'complete',
			taskId: byId('10001'),
			additionalFields: {},
		});
		expect(`${error.message} ${error.description}`).toMatch(/Words of iVvy/);
		expect([error.failure.cause, fake.calls.length]).toEqual([cause, 1]);
		expect(error.description).toMatch(/[A-Z].*\./);
	},
);

it('reads HTML without trusting it', () => {
	expect(
		[
			'<script>x</script>a',
			'a<br/>b',
			'&#8364; &#x41; &nope; &#99999999;',
			'<img src=x onerror=y>',
			'1 < 2',
		].map(plainText),
	).toEqual(['a', 'a\nb', '€ A &nope; &#99999999;', '', '1 < 2']);
});

describe('notes', () => {
	const list = (noteOn, ids, values, more = {}) =>
		rows({
			resource: 'note',
			operation: 'getMany',
			noteOn,
			...ids,
			returnAll: true,
			conditions: { values },
			...more,
		});

	it.each([
		['lead', { leadId: byId('2001') }, 'note'],
		['opportunity', { opportunityId: byId('5001'), venueId: byId('1') }, 'note'],
		['contact', { contactId: byId('45001') }, 'noteText'],
		['company', { companyId: byId('701') }, 'noteText'],
	])('of a %s are filtered by the name that their text has there', async (noteOn, ids, key) => {
		const found = await list(
			noteOn,
			ids,
			[
				{ field: 'note', comparison: '__CONTAINS', value: 'note' },
				{ field: 'createdDate', comparison: '__GREATERTHAN', value: '2020-01-01T00:00:00Z' },
			],
			{ options: { filter: '{ "id__GREATERTHAN": 1 }' } },
		);
		expect(found.length).toBe(120);
		expect(fake.calls[0].json.filter).toEqual({
			[`${key}__CONTAINS`]: 'note',
			createdDate__GREATERTHAN: '2020-01-01 00:00:00',
			id__GREATERTHAN: 1,
		});
	});

	it('come without tags', async () => {
		fake.vendor.store.contactNotes.get(8401).noteText = '<p>Called &amp; agreed</p>';
		const [first] = await list('contact', { contactId: byId('45001') }, []);
		expect(first.description).toBe('Called & agreed');
	});
});
