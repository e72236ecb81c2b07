'use strict';
const { problemText } = require('../../../dist/nodes/shared/http/problemText');

/** A form with these fields: name of the parameter -> [label, what was entered]. */
const formOf = (fields) => ({
	find(names) {
		const name = names.find((one) => one in fields);
		return name === undefined ? undefined : { label: fields[name][0], value: fields[name][1] };
	},
});
const FORM = formOf({ taskId: ['Task', '4711'], responsible: ['Assigned To', 7] });
const problem = (more) => ({ kind: 'invalid', title: 'The task is closed', advice: '', ...more });
const textOf = (more, form = FORM) => problemText(problem(more), form);

describe('the title', () => {
	it.each([
		[['taskId'], 'The task is closed ("Task": "4711")'],
		[['user', 'responsible'], 'The task is closed ("Assigned To": 7)'],
		[['user'], 'The task is closed'],
		[[], 'The task is closed'],
		[undefined, 'The task is closed'],
	])('names the first of the parameters %j that the form has', (field, title) => {
		expect(textOf({ field }).title).toBe(title);
	});

	it.each(['', '   ', undefined, null, [], {}, ['x']])('shows no value for %j', (value) => {
		const form = formOf({ taskId: ['Task', value] });
		expect(textOf({ field: ['taskId'] }, form).title).toBe('The task is closed');
	});

	it('takes secrets out of a value before it is cut', () => {
		const form = formOf({ taskId: ['Task', `${'x'.repeat(75)}S3CRETS3CRET`] });
		const redact = (text) => text.replaceAll('S3CRETS3CRET', '[hidden]');
		expect(problemText(problem({ field: ['taskId'] }), form, redact).title).not.toMatch(/S3C/);
	});

	it('cuts a long value', () => {
		const form = formOf({ taskId: ['Task', 'x'.repeat(9999)] });
		expect(textOf({ field: ['taskId'] }, form).title.length).toBeLessThan(120);
	});
});

describe("the vendor's own words", () => {
	const says = (text) => ({ by: 'Acme', text });
	it.each([
		['Aufgabe ist zu', 'Acme says: Aufgabe ist zu.'],
		['Nein!', 'Acme says: Nein!'],
		['  ', ''],
	])('%j', (text, expected) => {
		expect(textOf({ says: says(text) }).says).toBe(expected);
	});

	it('are not repeated where the title holds them', () => {
		const title = 'Acme refused the request: Aufgabe ist zu';
		expect(textOf({ title, says: says('Aufgabe ist zu') }).says).toBe('');
	});

	it('are cut where they are long', () => {
		expect(textOf({ says: says('x'.repeat(5000)) }).says.length).toBeLessThan(1100);
	});

	it('are no template', () => {
		expect(textOf({ says: says('Value {taskId} is wrong') }).says).toContain('{taskId}');
	});
});

describe('hints', () => {
	it.each([
		[['Pick {user|responsible} from the list.'], 'Pick "Assigned To" from the list.'],
		[['Check {taskId} and {responsible}.'], 'Check "Task" and "Assigned To".'],
		[['Check {taskId} and {other}.'], ''],
		[[['Raise {maxWait}.', 'Try later.']], 'Try later.'],
		[[['Raise {maxWait}.', 'Check {other}.']], ''],
		[['Check {other}.', 'Check {taskId}.'], 'Check "Task".'],
	])('%j', (hints, advice) => {
		expect(textOf({ hints }).advice).toBe(advice);
	});

	it('stand before the advice that holds for any form', () => {
		expect(textOf({ hints: ['Check {taskId}.'], advice: 'It may be gone.' }).advice).toBe(
			'Check "Task". It may be gone.',
		);
	});
});
