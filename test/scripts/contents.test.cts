/**
 * The rule for what the packed package may hold; the step "packed package: size and contents"
 * holds the package itself to it.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const MODULE = pathToFileURL(path.join(__dirname, '..', '..', 'scripts', 'lib', 'contents.mts'));
const GOOD = [
	'LICENSE',
	'README.md',
	'package.json',
	'dist/package.json',
	'dist/icons/ivvy.dark.svg',
	'dist/nodes/Ivvy/Ivvy.node.js',
	'dist/nodes/Ivvy/Ivvy.node.json',
	'dist/credentials/IvvyApi.credentials.js',
];

/** What the rule says about each list of files with its bytes; '' is a yes. */
function verdicts(cases: (number | string[])[][]) {
	const code = `import { judge } from ${JSON.stringify(MODULE.href)};
		const verdict = ([names, bytes]) => { try { judge(names, bytes); return ''; } catch (error) { return error.message; } };
		process.stdout.write(JSON.stringify(${JSON.stringify(cases)}.map(verdict)));`;
	return JSON.parse(
		execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code], {
			cwd: path.dirname(require.resolve('../../package.json')),
			encoding: 'utf8',
		}),
	);
}

it('lets through what n8n loads, up to 1.65 MB', () => {
	expect(
		verdicts([
			[GOOD, 1_650_000],
			[GOOD, 1],
		]),
	).toEqual(['', '']);
	const [large, empty] = verdicts([
		[GOOD, 1_650_001],
		[[], 0],
	]);
	expect(large).toContain('1650001 bytes');
	expect(empty).toContain('empty');
});

it('names each file that does not belong there', () => {
	const foreign = [
		'dist/nodes/Ivvy/Ivvy.node.js.map',
		'dist/nodes/Ivvy/Ivvy.node.ts',
		'dist/nodes/Ivvy/Ivvy.node.d.ts',
		'dist/nodes/Ivvy/test/a.js',
		'dist/nodes/Ivvy/a.test.js',
		'dist/docs/images/node.png',
		'dist/test/a.js',
		'test/a.test.js',
		'tsconfig.json',
		'dist/nodes/shared/.env',
	];
	const told = verdicts(foreign.map((file) => [[...GOOD, file], 1]));
	foreign.forEach((file, index) =>
		expect(told[index]).toBe(`The packed package holds files that n8n does not load:\n  ${file}`),
	);
});
