'use strict';
/**
 * No text of a vendor or user makes a pattern look at its places again and again. Each pattern in the sources is run
 * over long texts made of its own parts; one that needs a square of the length does not come to an end within a bound
 * that is a hundred times what the others take.
 */
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const ts = require('typescript');

const ROOT = path.join(__dirname, '..', '..', 'nodes');
const LENGTH = 200_000;
const BOUND = { timeout: 20_000 };

function patternsOf(file) {
	const tree = ts.createSourceFile(
		file,
		fs.readFileSync(path.join(ROOT, file), 'utf8'),
		ts.ScriptTarget.Latest,
		true,
	);
	const found = [];
	const walk = (node) => {
		if (ts.isRegularExpressionLiteral(node)) found.push(node.text);
		ts.forEachChild(node, walk);
	};
	walk(tree);
	return found;
}

const PATTERNS = [
	...new Set(
		fs
			.readdirSync(ROOT, { recursive: true })
			.map(String)
			.filter((file) => file.endsWith('.ts'))
			.flatMap(patternsOf),
	),
];

/** Words and characters that stand in a pattern, and a few that classes stand for. */
function partsOf(source) {
	const plain = source.replace(/\\[dwsb]/gi, ' ').replace(/\\/g, '');
	const words = plain.match(/[A-Za-z]{2,}|[^A-Za-z0-9]/g) ?? [];
	return [...new Set([...words, 'a', '1', ' '])]
		.filter((part) => !/^[\^$()|?]$/.test(part))
		.slice(0, 12);
}

it('the sources hold patterns', () => expect(PATTERNS.length).toBeGreaterThan(50));

it.each(PATTERNS)('%s', (literal) => {
	const [, source, flags] = /^\/(.*)\/([a-z]*)$/s.exec(literal);
	const parts = partsOf(source);
	const starts = [
		'',
		...parts.slice(0, 6).flatMap((one) => parts.slice(0, 6).map((other) => one + other)),
	];
	const pattern = new RegExp(source, flags);
	// A pattern can't be stopped from outside of the code that runs it, but the code can.
	const run = new vm.Script('for (const start of starts) text(start).replace(pattern, "")');
	for (const unit of parts) {
		const many = unit.repeat(LENGTH / unit.length);
		run.runInNewContext({ starts, pattern, text: (start) => `${start}${many}\u0000` }, BOUND);
	}
});

it('such a pattern is found out', () => {
	const run = new vm.Script('text.replace(/ +$/, "")');
	expect(() =>
		run.runInNewContext({ text: `${' '.repeat(1_000_000)}x` }, { timeout: 2000 }),
	).toThrow(/timed out/);
});
