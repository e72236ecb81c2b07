'use strict';
/**
 * Every code and text that the pages of the methods print, run as a call of that method: the sentence that belongs to
 * the method, or Bitrix24's own words.
 */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { coverageOf } = require('../support/coverage');
const { ERROR_ROWS, REST3_ROWS, WITHOUT_ROWS } = require('./support/errorRows');

const SAYS = 'Ein Wort des Portals';
let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

/** As many calls as an account may make at once. */
const AT_ONCE = 200;

/**
 * One item for each row. Every part of them has an account of its own, so that no budget runs out.
 * @param bodyOf the answer to the call of a row
 */
async function told(rows, bodyOf, version = 'classic') {
	const found = [];
	for (let from = 0; from < rows.length; from += AT_ONCE)
		found.push(...(await toldOf(rows.slice(from, from + AT_ONCE), bodyOf, version)));
	return found;
}

async function toldOf(rows, bodyOf, version) {
	const { fake: own, base: account } = await fakeFor('bitrix24');
	for (const row of rows)
		own.fault('answer', { times: 1, answer: { status: 400, body: bodyOf(row) } });
	const { output } = await runNode({
		...account,
		credentials: { ...account.credentials, plan: 'enterprise' },
		parameters: {
			resource: 'apiCall',
			operation: 'call',
			method: '={{ $json.method }}',
			version,
			parameters: '{}',
			readsOnly: false,
			options: { parallel: 1, batching: false, maxWait: 0 },
		},
		items: rows.map(([method]) => ({ method })),
		onError: 'continueRegularOutput',
	});
	await own.close();
	return output.map(({ json: { error, details } }) => [error, details.whatToDo]);
}

/** As the classic methods say no. */
const classic = (text) => (row) => ({ error: row[1], error_description: text(row) });

const shownText = (text) => text.replace(/<br\s*\/?>/g, ' ').trim();

it('each has its own sentence, or is shown as Bitrix24 says it', async () => {
	const texts = ([, , text]) => text ?? SAYS;
	const found = await told(ERROR_ROWS, classic(texts));
	expect(found).toHaveLength(ERROR_ROWS.length);
	for (const [index, row] of ERROR_ROWS.entries()) {
		const [, code, , sentence] = row;
		const [title, whatToDo] = found[index];
		const says = shownText(texts(row));
		const expected = sentence ?? `Bitrix24 refused the request: ${says || code}`;
		expect([...row, title]).toEqual([...row, expected]);
		expect(`${title} ${whatToDo}`).toContain(says);
		if (code !== '') expect(whatToDo).toContain(`Vendor code: ${code}`.slice(0, 100));
	}
});

it('a text in another language never gets a sentence that only the English text means', async () => {
	const vague = ERROR_ROWS.filter(([, code]) => ['', '0', 'ERROR_CORE'].includes(code));
	const found = await told(
		vague,
		classic(() => SAYS),
	);
	for (const [title] of found) expect(title).toBe(`Bitrix24 refused the request: ${SAYS}`);
});

it('REST 3.0: each has its own sentence, or is shown as Bitrix24 says it, with what it says of the field', async () => {
	const WORDS = 'Error validating the request object';
	const found = await told(
		REST3_ROWS,
		([, code, field, message]) => ({
			error: {
				code,
				message: WORDS,
				validation: [{ message, ...(field === '' ? {} : { field }) }],
			},
		}),
		'v3',
	);
	expect(found).toHaveLength(REST3_ROWS.length);
	for (const [index, row] of REST3_ROWS.entries()) {
		const [, code, , text, sentence] = row;
		const [title, whatToDo] = found[index];
		const says = `${WORDS}. ${text}`;
		const expected = sentence ?? `Bitrix24 refused the request: ${says}`;
		expect([...row, title]).toEqual([...row, expected]);
		expect(`${title} ${whatToDo}`).toContain(says);
		expect(whatToDo).toContain(`Vendor code: ${code}`);
	}
});

it('has the rows of every method that the node calls', () => {
	const { offered } = coverageOf('bitrix24')[0];
	const known = new Set([
		...[...ERROR_ROWS, ...REST3_ROWS].map(([method]) => method.toLowerCase()),
		...WITHOUT_ROWS,
	]);
	expect(offered.length).toBeGreaterThan(100);
	expect(offered.filter((method) => !known.has(method.toLowerCase()))).toEqual([]);
});

describe('fields', () => {
	const create = {
		resource: 'task',
		operation: 'create',
		title: 'x',
		responsible: byId('1'),
		additionalFields: { PARENT_ID: byId('4711') },
	};
	it.each([
		[
			'The task specified in the "Parent Task" field was not found<br>',
			'The parent task does not exist or is not visible ("Parent Task": "4711")',
			/Bitrix24 says: .* Check "Parent Task"\./,
		],
		['Responsible person not specified<br>', /"Assigned To"/, /Pick "/],
	])('%s', async (text, title, advice) => {
		fake.fault('answer', {
			answer: { status: 400, body: { error: 'ERROR_CORE', error_description: text } },
			match: ({ path }) => path.includes('tasks.task.add'),
		});
		const { error } = await runNode({ ...base, parameters: create });
		expect(error.message).toEqual(title instanceof RegExp ? expect.stringMatching(title) : title);
		expect(error.description).toMatch(advice);
	});

	it('Create names none of those that only Update has', async () => {
		fake.fault('answer', {
			answer: {
				status: 400,
				body: {
					error: '',
					error_description: 'The only one communication is allowed for activity of specified type',
				},
			},
			match: ({ path }) => path.includes('crm.activity.add'),
		});
		const { error } = await runNode({
			...base,
			parameters: {
				resource: 'activity',
				operation: 'create',
				kind: 'call',
				ownerType: '2',
				owner: byId('10'),
				subject: 'x',
				responsible: byId('1'),
				client: byId('C_7'),
				phone: byId('+15550100'),
				direction: '2',
				additionalFields: {},
			},
		});
		expect(error.description).not.toMatch(/Communications|Update Fields|Provider ID/);
	});
});
