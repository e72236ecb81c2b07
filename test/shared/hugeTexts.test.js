'use strict';
/** Texts of any length go through in one pass: a square of these lengths would not come to an end in a test's time. */
const html = require('../../dist/nodes/shared/text/html');
const bbCode = require('../../dist/nodes/Bitrix24/bbCode');
const { redactor } = require('../../dist/nodes/shared/secrets/redact');
const { toNodeError } = require('../../dist/nodes/shared/http/nodeErrors');

const LENGTH = 400_000;
const PARTS = [
	' ',
	'<',
	'[',
	'<a',
	'[b]',
	'\n',
	'&',
	'<p>',
	'</p> ',
	'[/b]',
	'>',
	'http://',
	'*',
	'&lt;',
	'<!--',
];
const CASES = [
	...Object.entries({ ...html, ...bbCode }).filter(([, given]) => typeof given === 'function'),
	['redact', redactor(['s3cr3t-k3y-of-a-webhook', 'another-secret-value'])],
].flatMap(([name, read]) => PARTS.map((part) => [name, part, read]));

it.each(CASES)('%s: %j again and again', (_name, part, read) => {
	expect(read(`x${part.repeat(LENGTH / part.length)}x`)).toBeDefined();
});

it.each(PARTS)('an error whose text is 200 kB of %j is cut', (part) => {
	const node = {
		id: '1',
		name: 'Node',
		type: 't',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const text = part.repeat(200_000 / part.length);
	const { message, description } = toNodeError(
		node,
		{ kind: 'invalid', title: text, advice: text },
		0,
		false,
	);
	expect(
		[message, description ?? ''].map((said) => said.length).every((length) => length < 2000),
	).toBe(true);
});
