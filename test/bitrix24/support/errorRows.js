'use strict';
/**
 * What the pages of the methods print as errors (docs/contracts/bitrix24.md sections 2.2 to 2.11), with our sentence:
 * errorRows.tsv holds a row for methods, code, text and sentence.
 */
const fs = require('node:fs');
const path = require('node:path');

const lines = fs
	.readFileSync(path.join(__dirname, 'errorRows.tsv'), 'utf8')
	.trim()
	.split('\n')
	.slice(1);
const orNone = (cell, none) => (cell === '-' ? none : cell);

/** [method, code, text or undefined, our sentence or null] */
const ERROR_ROWS = lines.flatMap((line) => {
	const [methods, code, text, sentence] = line.split('\t');
	return methods
		.split(',')
		.map((method) => [method, orNone(code, ''), orNone(text), orNone(sentence, null)]);
});

module.exports = { ERROR_ROWS };
