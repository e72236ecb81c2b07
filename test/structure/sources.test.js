'use strict';
/** What may not be written in what ships. */
const fs = require('node:fs');
const path = require('node:path');
const ts = require('typescript');
const { ROOT, SOURCES, filesBelow, partOf, places } = require('./support/sources');

describe('the sources', () => {
	it.each([
		['eslint-disable'],
		['@ts-ignore'],
		['@ts-expect-error'],
		['@ts-nocheck'],
		['debugger'],
	])('hold no %s', (words) => {
		expect(SOURCES.filter(({ text }) => text.includes(words)).map(({ file }) => file)).toEqual([]);
	});

	it('hold no line above 120 columns, but addresses, patterns and tables', () => {
		const isExempt = (line) =>
			/https?:\/\//.test(line) || /^\s*(?:\* )?\|/.test(line) || /^\s*\/.*\/[a-z]*[;,]$/.test(line);
		const wide = SOURCES.flatMap(({ file, text }) =>
			text
				.split('\n')
				.flatMap((line, index) =>
					line.replaceAll('\t', '  ').length > 120 && !isExempt(line)
						? [`${file}:${index + 1}`]
						: [],
				),
		);
		expect(wide).toEqual([]);
	});

	it('hold no any', () => {
		expect(places((node) => node.kind === ts.SyntaxKind.AnyKeyword)).toEqual([]);
	});

	it('hold no cast by way of unknown, and no `!` against the compiler', () => {
		const isDouble = (node) =>
			ts.isAsExpression(node) &&
			ts.isAsExpression(node.expression) &&
			node.expression.type.kind === ts.SyntaxKind.UnknownKeyword;
		expect(places((node) => isDouble(node) || ts.isNonNullExpression(node))).toEqual([]);
	});

	it('read parameters in shared/ only, triggers excepted, which have no items', () => {
		const readers = places((node) => ts.isIdentifier(node) && node.text === 'getNodeParameter')
			.filter((place) => !JSON.stringify(place).includes('Trigger.node.ts'))
			.map((place) => partOf(place));
		expect(new Set(readers)).toEqual(new Set(['shared']));
	});

	it(
		'send requests in shared/http/attempt.ts only; three go without the credential: links to ' +
			"files, a try of a delivered token, and Amazon's keys",
		() => {
			const senders = places(
				(node) =>
					ts.isIdentifier(node) &&
					/^(?:httpRequest|httpRequestWithAuthentication|requestWithAuthentication|fetch)$/.test(
						node.text,
					),
			).filter((place) => place.startsWith('nodes/'));
			expect(new Set(senders.map((place) => place.split(':')[0]))).toEqual(
				new Set([
					'nodes/Bitrix24/trigger/verify.ts',
					'nodes/Ivvy/trigger/verify.ts',
					'nodes/shared/http/downloads.ts',
					'nodes/shared/http/attempt.ts',
				]),
			);
		},
	);

	it('hold no address and no key of a test', () => {
		expect(
			SOURCES.filter(({ text }) =>
				/127\.0\.0\.1:\d|localhost:\d|iv-test-key|iv-Test-Secret/.test(text),
			).map(({ file }) => file),
		).toEqual([]);
	});

	it('and what is said about them hold nothing that `npm run new:…` has left to the author', () => {
		const files = [
			'nodes',
			'credentials',
			'docs/contracts',
			'test/support/operations',
			'test/vendors',
		].flatMap((folder) => filesBelow(folder, ''));
		const isLeft = (file) =>
			/\.(?:c?ts|js|md)$/.test(file) &&
			/FILL[ -]IN/.test(fs.readFileSync(path.join(ROOT, file), 'utf8'));
		expect(files.filter(isLeft)).toEqual([]);
	});

	it('are compiled to what the tests run', () => {
		const missing = SOURCES.map(({ file }) => `dist/${file.replace(/\.ts$/, '.js')}`).filter(
			(file) => !fs.existsSync(path.join(ROOT, file)),
		);
		expect(missing).toEqual([]);
	});
});
