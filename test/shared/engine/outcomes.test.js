'use strict';
const { isTool, outcomeItems, progressOf } = require('../../../dist/nodes/shared/engine/outcomes');
const { fc, property } = require('../../support/property');

const ok = { ok: true, rows: [{}] };
const failed = (done) => ({ ok: false, error: new Error('no'), done });
const LETTERS = {
	o: ok,
	y: failed('yes'),
	n: failed('no'),
	u: failed('unknown'),
	s: failed('notSent'),
	p: failed('partly'),
};
/** `'oous'`: two items that went through, one of which nobody knows, one that was not sent. */
const outcomes = (letters) => [...letters].map((letter) => LETTERS[letter]);
const END =
	" Items are numbered from 0. Skip those items when you run the rest. Retry in n8n's list of executions does that automatically.";

describe('progressOf', () => {
	it.each(['', 'n', 'u', 's'])(
		'says nothing about %j, where there is nothing left to run',
		(letters) => {
			expect(progressOf(outcomes(letters))).toBe('');
		},
	);

	it.each([
		['on', 'Of 2 items, 1 was completed (item 0).'],
		['ooons', 'Of 5 items, 3 were completed (items 0-2), 1 was not sent (item 4).'],
		['onoos', 'Of 5 items, 3 were completed (items 0, 2-3), 1 was not sent (item 4).'],
		[
			'ouss',
			'Of 4 items, 1 was completed (item 0), 1 may have been (item 1), 2 were not sent (items 2-3).',
		],
		['yno', 'Of 3 items, 2 were completed (items 0, 2).'],
		[
			'opups',
			'Of 5 items, 1 was completed (item 0), 2 in part (items 1, 3), 1 may have ' +
				'been (item 2), 1 was not sent (item 4).',
		],
		['uuon', 'Of 4 items, 1 was completed (item 2), 2 may have been (items 0-1).'],
	])('of %j', (letters, text) => {
		const check = letters.includes('u')
			? ' Where one may have been, the outcome is unknown: check its record before running it again.'
			: '';
		expect(progressOf(outcomes(letters))).toBe(text + check + END);
	});

	it.each([
		['nn', 'None of the 2 items was completed.'],
		['ns', 'None of the 2 items was completed, and 1 was not sent (item 1).'],
		['nsss', 'None of the 4 items was completed, and 3 were not sent (items 1-3).'],
		['ss', 'Nothing was sent.'],
	])('tells nobody to skip items where none was completed: %j', (letters, text) => {
		expect(progressOf(outcomes(letters))).toBe(text);
	});

	it('does not say twice that nothing was sent', () => {
		expect(progressOf(outcomes('nss'), 'Acme could not be reached. Nothing was sent.')).toBe('');
	});

	it('names no more than twelve ranges', () => {
		expect(progressOf(outcomes('on'.repeat(12)))).toContain(
			'(items 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22).',
		);
		expect(progressOf(outcomes('on'.repeat(13)))).toContain(
			'13 were completed (items 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, …).',
		);
		expect(progressOf(outcomes('on'.repeat(5000))).length).toBeLessThan(300);
	});

	/** The indexes that a text names for one of its parts. */
	function named(text, part) {
		const [, ranges = ''] = new RegExp(`\\d+ ${part} \\(items? ([^)]*)\\)`).exec(text) ?? [];
		return ranges
			.split(', ')
			.filter((range) => range !== '')
			.flatMap((range) => {
				const [from, to = from] = range.split('-').map(Number);
				return Array.from({ length: to - from + 1 }, (_, index) => from + index);
			});
	}

	it('names each item in the part it belongs to, and counts them', () => {
		property(
			fc.array(fc.constantFrom('o', 'y', 'n', 'u', 's'), { minLength: 2, maxLength: 20 }),
			(letters) => {
				const text = progressOf(outcomes(letters));
				const where = (wanted) =>
					letters.flatMap((letter, index) => (wanted.includes(letter) ? [index] : []));
				if (letters.every((letter) => letter === 's')) {
					expect(text).toBe('Nothing was sent.');
					return;
				}
				for (const [part, wanted] of [
					['(?:was|were) completed', 'oy'],
					['in part', 'p'],
					['may have been', 'u'],
					['(?:was|were) not sent', 's'],
				]) {
					expect(named(text, part)).toEqual(where(wanted));
					const [, count = '0'] = new RegExp(`(\\d+) ${part}`).exec(text) ?? [];
					expect(Number(count)).toBe(where(wanted).length);
				}
			},
		);
	});
});

const FILE = { data: { data: '', mimeType: 'text/plain', fileName: 'a.txt' } };

/** What n8n hands to a node, as far as the item of a failure asks for it. */
const contextOf = (node = {}, more = {}) => ({
	getNode: () => ({ name: 'Node', ...node }),
	addExecutionHints() {},
	getInputData: () => [{ json: { row: 7, error: 'an earlier one' }, binary: FILE }],
	isToolExecution: () => false,
	...more,
});

describe('the item of a failure', () => {
	const failure = (done) => ({
		ok: false,
		error: Object.assign(new Error('The task does not exist'), {
			description: 'Check the ID.',
			httpCode: '404',
		}),
		done,
	});
	const itemOf = (context, done = 'no') => outcomeItems(context, [failure(done)])[0];
	const DONE = [
		['yes', 'yes'],
		['partly', 'partly'],
		['no', 'no'],
		['unknown', 'unknown'],
		['notSent', 'no'],
	];

	it.each([
		['yes', 'This item was completed.'],
		['partly', 'This item was completed in part.'],
		['no', 'This item was not completed.'],
		['unknown', 'This item may have been completed.'],
		['notSent', 'This item was not completed.'],
	])(
		'holds nothing but error and message for the error output, as some versions of n8n know it by that alone: %s',
		(done, told) => {
			expect(itemOf(contextOf({ onError: 'continueErrorOutput' }), done)).toEqual({
				json: {
					error: 'The task does not exist',
					message: `The task does not exist. Check the ID. ${told}`,
				},
				pairedItem: { item: 0 },
			});
		},
	);

	it.each(DONE)(
		'keeps its input, and tells apart what to do and what was completed among the others: %s',
		(done, told) => {
			expect(itemOf(contextOf({ onError: 'continueRegularOutput' }), done)).toEqual({
				json: {
					row: 7,
					error: 'The task does not exist',
					details: { whatToDo: 'Check the ID.', completed: told, httpCode: '404' },
				},
				binary: FILE,
				pairedItem: { item: 0 },
			});
		},
	);

	it.each(['continueRegularOutput', 'continueErrorOutput'])(
		'has the error beside its json under Retry On Fail, %s, so that n8n does not run the node again',
		(onError) => {
			const item = itemOf(contextOf({ onError, retryOnFail: true }));
			expect([item.json, item.error.message]).toEqual([
				{},
				'The task does not exist. Check the ID.',
			]);
		},
	);

	it('says all at once to an AI agent', () => {
		expect(
			itemOf(contextOf({ onError: 'continueRegularOutput' }, { isToolExecution: () => true })).json
				.error,
		).toBe('The task does not exist. Check the ID.');
	});
});

describe('an AI agent', () => {
	it.each([true, false])('is known where n8n tells of it: %s', (told) =>
		expect(isTool(contextOf({}, { isToolExecution: () => told }))).toBe(told),
	);

	it.each([
		['Agent', true],
		['Node', false],
	])('is known by its record of the run where n8n does not: %s', (name, expected) => {
		expect(
			isTool(
				contextOf({}, { isToolExecution: undefined, getExecuteData: () => ({ node: { name } }) }),
			),
		).toBe(expected);
	});
});
