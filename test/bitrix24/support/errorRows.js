'use strict';
/**
 * What the pages of the methods print as errors (docs/contracts/bitrix24.md sections 2.2 to 2.13), with our sentence:
 * errorRows.tsv holds a row for methods, code, text and sentence, rest3Rows.tsv those of REST 3.0, which names fields.
 */
const fs = require('node:fs');
const path = require('node:path');

const rowsOf = (file) =>
	fs
		.readFileSync(path.join(__dirname, file), 'utf8')
		.trim()
		.split('\n')
		.slice(1)
		.flatMap((line) => {
			const [methods, ...row] = line.split('\t');
			return methods.split(',').map((method) => [method, ...row]);
		});
const orNone = (cell, none) => (cell === '-' ? none : cell);

/** [method, code, text or undefined, our sentence or null] */
const ERROR_ROWS = rowsOf('errorRows.tsv').map(([method, code, text, sentence]) => [
	method,
	orNone(code, ''),
	orNone(text),
	orNone(sentence, null),
]);

/** [method, code, field, text, our sentence or null] */
const REST3_ROWS = rowsOf('rest3Rows.tsv').map(([method, code, field, text, sentence]) => [
	method,
	code,
	field,
	text,
	orNone(sentence, null),
]);

/** Methods whose pages print no error of their own, only what any method may answer (section 5.2). */
const WITHOUT_ROWS = [
	'batch',
	'crm.enum.ownertype',
	'disk.storage.getlist',
	'event.get',
	'profile',
	'sonet_group.get',
	'tasks.task.getfields',
	'user.current',
	'user.get',
];

module.exports = { ERROR_ROWS, REST3_ROWS, WITHOUT_ROWS };
