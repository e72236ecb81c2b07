'use strict';
/** `npm run new:operation` and `npm run new:vendor`, in a copy of the repository. */
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const ROOT = path.join(__dirname, '..', '..');
const COPIED = [
	'.changeset',
	'.github',
	'.prettierignore',
	'.prettierrc.json',
	'CHANGELOG.md',
	'CONTRIBUTING.md',
	'README.md',
	'SECURITY.md',
	'credentials',
	'docs',
	'eslint.config.mjs',
	'examples',
	'icons',
	'jest.config.js',
	'nodes',
	'package-lock.json',
	'package.json',
	'scripts',
	'test',
	'tsconfig.json',
];
const LONG_MS = 180_000;
/** Their rules are about what the two write; what else there is has to be filled in first. */
const RULES = [
	...['imports', 'package', 'sources', 'vendorFolders'].map((name) => `${name}.test.js`),
	'words.test.cts',
].map((file) => `test/structure/${file}`);
const LEFT_TO_THE_AUTHOR =
	'the sources and what is said about them hold nothing that `npm run new:…` has left to the author';

const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'crm-activities-scaffold-'));
const modules = (name) => path.join(copy, 'node_modules', ...name.split('/'));

function node(...args) {
	const { status, stdout, stderr } = spawnSync(process.execPath, args, {
		cwd: copy,
		encoding: 'utf8',
		maxBuffer: 1e8,
	});
	return { status, stdout, stderr };
}

const newOperation = (...args) => node('scripts/run.mjs', 'newOperation', ...args);

/** Every file with its content. */
function contents() {
	return new Map(
		['package.json', 'nodes', 'credentials', 'docs', 'icons', 'scripts', 'test', '.github']
			.flatMap((name) =>
				fs.statSync(path.join(copy, name)).isFile()
					? [name]
					: fs
							.readdirSync(path.join(copy, name), { recursive: true })
							.map((file) => path.join(name, file)),
			)
			.filter((file) => fs.statSync(path.join(copy, file)).isFile())
			.map((file) => [
				file.split(path.sep).join('/'),
				fs.readFileSync(path.join(copy, file), 'utf8'),
			]),
	);
}

const changedSince = (before) =>
	[...contents()].flatMap(([file, text]) => (before.get(file) === text ? [] : [file])).sort();

/** What something gives, and the files that it makes or changes. */
function touchedBy(act) {
	const before = contents();
	return { ...act(), touched: changedSince(before) };
}

const read = (file) => fs.readFileSync(path.join(copy, file), 'utf8');

let start;
beforeAll(() => {
	for (const name of COPIED)
		fs.cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true });
	fs.symlinkSync(fs.realpathSync(path.join(ROOT, 'node_modules')), path.join(copy, 'node_modules'));
	start = contents();
});
afterAll(() => fs.rmSync(copy, { recursive: true }));

describe('new:operation', () => {
	it('touches three files for a resource that is there', () => {
		const { status, stdout, touched } = touchedBy(() =>
			newOperation('deskera', 'activity', 'archive', '--request', 'POST /v1/old/{id}'),
		);
		expect({ status, touched }).toEqual({
			status: 0,
			touched: [
				'nodes/Deskera/activity/archive.ts',
				'nodes/Deskera/activity/index.ts',
				'test/support/operations/deskera.cts',
			],
		});
		expect(stdout).toContain('npm run test:faults -- --only "deskera activity archive"');
		expect(stdout).toContain('by a word only, make it a row there instead');
		expect(read('nodes/Deskera/activity/archive.ts')).toContain('path: `/v1/old/${id}`');
		expect(read('nodes/Deskera/activity/index.ts')).toContain(
			'operations: [\n\t\tarchive,\n\t\tcreate,\n\t\tremove,',
		);
		expect(read('test/support/operations/deskera.cts')).toContain(
			"name: 'deskera activity archive'",
		);
	});

	it("makes a resource, and offers it in the vendor's node", () => {
		const { status, touched } = touchedBy(() => newOperation('leadSquared', 'deal', 'getMany'));
		expect({ status, touched }).toEqual({
			status: 0,
			touched: [
				'nodes/LeadSquared/LeadSquared.node.ts',
				'nodes/LeadSquared/deal/fields.ts',
				'nodes/LeadSquared/deal/getMany.ts',
				'nodes/LeadSquared/deal/index.ts',
				'test/support/operations/leadsquared/activities.cts',
			],
		});
		expect(read('nodes/LeadSquared/deal/getMany.ts')).toMatch(
			/= list\(\{[^]*action: 'Get many deals'/,
		);
	});

	it.each([
		['bitrix24', 'task', 'call', 'restMethod({'],
		['ivvy', 'task', 'delete', 'export const remove = operation({'],
		['bitrix24', 'deal', 'delete', "description: 'Delete a deal permanently'"],
		['leadsquared', 'deal', 'create', "action: 'Create a deal'"],
		['deskera', 'activity', 'getHistory', "description: 'Read history of an activity'"],
	])('writes in the words of %s: %s %s', (vendor, resource, name, words) => {
		expect(newOperation(vendor, resource, name)).toMatchObject({ status: 0, stderr: '' });
		const [folder] = fs
			.readdirSync(path.join(copy, 'nodes'))
			.filter((one) => one.toLowerCase() === vendor);
		const text = read(`nodes/${folder}/${resource}/${name}.ts`);
		expect(text).toContain(words);
		expect(text).toContain('FILL-IN');
		expect(text.includes('isDestructive: ALWAYS')).toBe(name === 'delete');
	});
});

describe('new:vendor', () => {
	it('makes the agreed files and names the vendor where all are named', () => {
		const { status, stdout, touched } = touchedBy(() =>
			node('scripts/run.mjs', 'newVendor', 'AcmeCrm'),
		);
		expect({ status, touched }).toMatchObject({
			status: 0,
			touched: expect.arrayContaining([
				'credentials/AcmeCrmApi.credentials.ts',
				'docs/contracts/acmecrm.md',
				'icons/acmecrm.dark.svg',
				'nodes/AcmeCrm/AcmeCrm.node.ts',
				'nodes/AcmeCrm/activity/getMany.ts',
				'package.json',
				'test/faults/vendors.js',
				'test/support/fakes/acmecrm.cts',
				'test/support/operations/acmecrm.cts',
				'test/vendors/acmecrm.cts',
			]),
		});
		expect(stdout).toContain('README.md: "### AcmeCrm"');
		expect(touched.filter((file) => /\{\{(?:Name|name|id)\}\}/.test(read(file)))).toEqual([]);
	});
});

describe('a mistake', () => {
	const cases = [
		[['operation', 'salesforce', 'task', 'get'], 'There is no vendor "salesforce". There are:'],
		[['operation', 'ivvy', 'task', 'Get_Many'], '"Get_Many" is no name for an operation'],
		[['operation', 'ivvy', 'task-list', 'get'], '"task-list" is no name for a resource'],
		[['operation', 'ivvy', 'task', 'fields'], 'An operation can\'t be called "fields"'],
		[['operation', 'ivvy', 'trigger', 'get'], 'A resource can\'t be called "trigger"'],
		[['operation', 'ivvy', 'task', 'update'], 'nodes/Ivvy/task/update.ts is there already'],
		[['operation', 'ivvy', 'task', 'cancel'], '"cancel" is a row of nodes/Ivvy/task/status.ts'],
		[['operation', 'deskera', 'activity', 'sync', 'SEND it'], '"SEND it" is no request here'],
		[['operation', 'deskera', 'deal', 'create', 'POST /a/{id}'], 'names the ID of a record'],
		[['vendor', 'acme'], '"acme" is no name for a vendor: write it in PascalCase'],
		[['vendor', 'Ivvy'], 'There is a vendor "Ivvy" already'],
		[['vendor', 'DeskeraPlus'], '"DeskeraPlus" and the vendor "Deskera" begin alike'],
	];

	it('is told in a sentence, and leaves nothing behind', () => {
		const program = `
			import { newOperation } from './scripts/scaffold/operation.mts';
			import { newVendor } from './scripts/scaffold/vendor.mts';
			import { Stop } from './scripts/lib/tools.mjs';
			const told = [];
			for (const [what, ...args] of ${JSON.stringify(cases.map(([args]) => args))})
				await (what === 'vendor' ? newVendor : newOperation)(...args).catch((error) =>
					told.push(error instanceof Stop ? error.message : error.stack),
				);
			console.log(JSON.stringify(told));
		`;
		const { stdout, touched } = touchedBy(() =>
			node('--import', 'tsx', '--input-type=module', '--eval', program),
		);
		const told = JSON.parse(stdout);
		expect(told).toEqual(cases.map(([, message]) => expect.stringContaining(message)));
		for (const message of told) expect(message).toMatch(/^\S.*[.!]$/s);
		expect(touched).toEqual([]);
	});

	it('in the command itself is answered with how it is written', () => {
		for (const script of ['newOperation', 'newVendor'])
			expect(node('scripts/run.mjs', script)).toMatchObject({
				status: 1,
				stderr: expect.stringMatching(/^Usage: npm run new:/),
			});
	});
});

describe('what was written', () => {
	it(
		'compiles',
		() => {
			expect(node(modules('typescript/lib/tsc.js'), '-p', '.')).toEqual({
				status: 0,
				stdout: '',
				stderr: '',
			});
		},
		LONG_MS,
	);

	it(
		"has the house's format",
		() => {
			const { stdout, stderr } = node(
				modules('prettier/bin/prettier.cjs'),
				'--list-different',
				'--ignore-unknown',
				...changedSince(start),
			);
			expect(stdout + stderr).toBe('');
		},
		LONG_MS,
	);

	it(
		'keeps the rules of the house, but for what only its author can know',
		() => {
			const { stdout } = node(modules('jest/bin/jest.js'), '--json', '--runTestsByPath', ...RULES);
			const { testResults } = JSON.parse(stdout);
			const failed = testResults.flatMap(({ name, message, assertionResults }) =>
				assertionResults.length === 0
					? [`${name}: ${message}`]
					: assertionResults
							.filter(({ status }) => status !== 'passed')
							.map(({ fullName }) => fullName),
			);
			expect(testResults).toHaveLength(RULES.length);
			expect(failed).toEqual([LEFT_TO_THE_AUTHOR]);
		},
		LONG_MS,
	);
});
