'use strict';
/** The rules of the house, read off the sources: who may import whom, what may not be written, what is registered. */
const fs = require('node:fs');
const path = require('node:path');
const ts = require('typescript');

const ROOT = path.join(__dirname, '..');
const VENDORS = ['Bitrix24', 'Deskera', 'Ivvy', 'LeadSquared'];
const MANIFEST = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

function filesBelow(folder, ending) {
	return fs
		.readdirSync(path.join(ROOT, folder), { recursive: true })
		.map((file) => path.posix.join(folder, String(file).split(path.sep).join('/')))
		.filter((file) => file.endsWith(ending))
		.sort();
}

const SOURCES = [...filesBelow('nodes', '.ts'), ...filesBelow('credentials', '.ts')].map(
	parsedFile,
);

function parsedFile(file) {
	const text = fs.readFileSync(path.join(ROOT, file), 'utf8');
	return { file, text, tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true) };
}

/** Every node of a syntax tree. */
function* walk(node) {
	yield node;
	for (const child of node.getChildren()) yield* walk(child);
}

/** `{ from, typeOnly }` of everything that a file imports, whatever way it does so. */
function importsOf({ tree }) {
	const found = [];
	for (const node of walk(tree)) {
		if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
			if (node.moduleSpecifier !== undefined)
				found.push({ from: node.moduleSpecifier.text, typeOnly: isTypeOnly(node) });
		} else if (ts.isImportTypeNode(node))
			found.push({ from: node.argument.literal.text, typeOnly: true });
		else if (ts.isExternalModuleReference(node))
			found.push({ from: node.expression.text, typeOnly: false });
		else if (
			ts.isCallExpression(node) &&
			(node.expression.kind === ts.SyntaxKind.ImportKeyword ||
				node.expression.getText() === 'require')
		)
			found.push({ from: node.arguments[0].text ?? '(computed)', typeOnly: false });
	}
	return found;
}

function isTypeOnly(node) {
	if (ts.isExportDeclaration(node)) return node.isTypeOnly;
	const { importClause } = node;
	if (importClause === undefined) return false;
	if (importClause.isTypeOnly) return true;
	const { name, namedBindings } = importClause;
	return (
		name === undefined &&
		namedBindings !== undefined &&
		ts.isNamedImports(namedBindings) &&
		namedBindings.elements.every((element) => element.isTypeOnly)
	);
}

/** The file that a relative import means. */
function target(file, from) {
	const base = path.posix.join(path.posix.dirname(file), from);
	return (
		[`${base}.ts`, `${base}/index.ts`, base].find(
			(one) => fs.existsSync(path.join(ROOT, one)) && fs.statSync(path.join(ROOT, one)).isFile(),
		) ?? `${base} (missing)`
	);
}

/** The part of the house in which a file stands: `shared`, a vendor, or `credentials`. */
const partOf = (file) => (file.startsWith('nodes/') ? file.split('/')[1] : file.split('/')[0]);

const IMPORTS = SOURCES.flatMap((source) =>
	importsOf(source).map((one) => ({
		file: source.file,
		...one,
		to: one.from.startsWith('.') ? target(source.file, one.from) : undefined,
	})),
);
const LOCAL = IMPORTS.filter(({ to }) => to !== undefined);
const shown = ({ file, from }) => `${file} imports ${from}`;

/** Where something stands in the sources, as `file:line`. */
function places(matches) {
	return SOURCES.flatMap(({ file, tree }) =>
		[...walk(tree)]
			.filter(matches)
			.map((node) => `${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`),
	);
}

describe('imports', () => {
	it('are read from all sources', () => {
		expect(new Set(SOURCES.map(({ file }) => partOf(file)))).toEqual(
			new Set(['credentials', 'shared', ...VENDORS]),
		);
		expect(LOCAL.length).toBeGreaterThan(100);
		expect(LOCAL.filter(({ to }) => to.endsWith('(missing)'))).toEqual([]);
	});

	it('of shared/ reach no vendor and no credential; one reads the version of the package', () => {
		const versionOnly = ({ file, to }) =>
			file === 'nodes/shared/http/userAgent.ts' && to === 'package.json';
		expect(
			LOCAL.filter(
				(one) => partOf(one.file) === 'shared' && partOf(one.to) !== 'shared' && !versionOnly(one),
			).map(shown),
		).toEqual([]);
	});

	it('of a vendor reach shared/ and itself', () => {
		expect(
			LOCAL.filter(
				({ file, to }) =>
					VENDORS.includes(partOf(file)) && !['shared', partOf(file)].includes(partOf(to)),
			).map(shown),
		).toEqual([]);
	});

	it('of a credential reach shared/ only', () => {
		expect(
			LOCAL.filter(({ file, to }) => partOf(file) === 'credentials' && partOf(to) !== 'shared').map(
				shown,
			),
		).toEqual([]);
	});

	it('name allowed packages only, though dev dependencies would resolve others', () => {
		const packages = IMPORTS.filter(({ to }) => to === undefined);
		expect(
			packages.filter(({ from }) => !['n8n-workflow', 'luxon', 'crypto'].includes(from)).map(shown),
		).toEqual([]);
		expect(packages.length).toBeGreaterThan(20);
	});

	it('do not go round in a circle', () => {
		const next = new Map(
			SOURCES.map(({ file }) => [
				file,
				LOCAL.filter((one) => one.file === file && !one.typeOnly).map(({ to }) => to),
			]),
		);
		const circles = [];
		const done = new Set();
		const visit = (file, way) => {
			if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' -> '));
			else if (!done.has(file)) {
				for (const to of next.get(file) ?? []) visit(to, [...way, file]);
				done.add(file);
			}
		};
		for (const { file } of SOURCES) visit(file, []);
		expect(circles).toEqual([]);
	});
});

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
		'send requests in shared/request.ts only; three go without the credential: links to ' +
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
					'nodes/shared/http/caller.ts',
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

	it('are compiled to what the tests run', () => {
		const missing = SOURCES.map(({ file }) => `dist/${file.replace(/\.ts$/, '.js')}`).filter(
			(file) => !fs.existsSync(path.join(ROOT, file)),
		);
		expect(missing).toEqual([]);
	});
});

describe.each(VENDORS)('nodes/%s', (vendor) => {
	const folder = path.join(ROOT, 'nodes', vendor);
	const entries = fs.readdirSync(folder, { withFileTypes: true });
	const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
	const resources = entries
		.filter((entry) => entry.isDirectory() && entry.name !== '__schema__')
		.map(({ name }) => name);

	it('has the shape that all four have', () => {
		expect(names).toEqual(
			expect.arrayContaining([
				`${vendor}.node.ts`,
				`${vendor}.node.json`,
				'vendor.ts',
				'lookups.ts',
			]),
		);
		expect(resources.length).toBeGreaterThan(0);
		for (const resource of resources)
			expect(fs.readdirSync(path.join(folder, resource))).toContain('index.ts');
	});

	it('has a folder for each resource of the node, named like it, and no other', () => {
		const { [vendor]: Node } = require(`../dist/nodes/${vendor}/${vendor}.node.js`);
		const { options } = new Node().description.properties.find(({ name }) => name === 'resource');
		expect(options.map(({ value }) => value).sort()).toEqual([...resources].sort());
	});

	it('lists each operation once, in the index of its resource, from a file of its own', () => {
		for (const resource of resources) {
			const from = LOCAL.filter(({ file }) => file === `nodes/${vendor}/${resource}/index.ts`)
				.filter(({ typeOnly }) => !typeOnly)
				.map(({ to }) => to);
			const { [vendor]: Node } = require(`../dist/nodes/${vendor}/${vendor}.node.js`);
			const operations = new Node().description.properties
				.filter(
					({ name, displayOptions }) =>
						name === 'operation' && displayOptions.show.resource.includes(resource),
				)
				.flatMap(({ options }) => options.map(({ value }) => value));
			expect(from.map((file) => path.posix.basename(file, '.ts')).sort()).toEqual(
				[...operations].sort(),
			);
		}
	});
});

describe('package.json', () => {
	it('brings no package along and asks for n8n-workflow of any version', () => {
		expect(MANIFEST.dependencies ?? {}).toEqual({});
		expect(MANIFEST.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		for (const key of [
			'overrides',
			'resolutions',
			'optionalDependencies',
			'bundleDependencies',
			'bundledDependencies',
			'peerDependenciesMeta',
			'private',
		])
			expect(MANIFEST).not.toHaveProperty(key);
	});

	it('runs nothing when it is installed', () => {
		const forbidden = [
			'preinstall',
			'install',
			'postinstall',
			'preuninstall',
			'uninstall',
			'postuninstall',
			'prepare',
			'preprepare',
			'postprepare',
			'prepack',
			'postpack',
			'dependencies',
		];
		expect(Object.keys(MANIFEST.scripts).filter((name) => forbidden.includes(name))).toEqual([]);
	});

	it('registers every node and credential, and nothing else', () => {
		const built = (files) => files.map((file) => `dist/${file.replace(/\.ts$/, '.js')}`);
		expect([...MANIFEST.n8n.nodes].sort()).toEqual(built(filesBelow('nodes', '.node.ts')));
		expect([...MANIFEST.n8n.credentials].sort()).toEqual(
			built(filesBelow('credentials', '.credentials.ts')),
		);
		expect(MANIFEST.n8n).toMatchObject({ n8nNodesApiVersion: 1, strict: true });
	});

	it('is found by n8n as a community package and ships what was built', () => {
		expect(MANIFEST.name).toBe('n8n-nodes-crm-activities');
		expect(MANIFEST.keywords).toContain('n8n-community-node-package');
		expect(MANIFEST.files).toEqual(['dist']);
		expect(MANIFEST.version).toMatch(/^\d+\.\d+\.\d+$/);
		expect(MANIFEST.license).toBe('MIT');
		for (const url of [MANIFEST.homepage, MANIFEST.repository.url])
			expect(url).toMatch(/^https:\/\/github\.com\//);
	});
});

/**
 * What was promised by name in the design, section 2. Workflows hold these names: each may be
 * missing yet, none may differ.
 */
const PROMISED = {
	bitrix24: {
		activity: ['create', 'update', 'complete', 'reopen', 'get', 'getMany', 'delete'],
		activityLink: ['add', 'remove', 'move', 'getMany'],
		customActivity: ['create', 'update', 'complete', 'get', 'getMany', 'delete'],
		customActivityType: ['create', 'getMany', 'delete'],
		task: [
			'create',
			'update',
			'get',
			'getMany',
			'delete',
			'start',
			'pause',
			'defer',
			'complete',
			'renew',
			'approve',
			'disapprove',
			'delegate',
			'watch',
			'stopWatch',
		],
		taskChecklistItem: ['create', 'update', 'complete', 'renew', 'getMany', 'delete'],
		taskComment: ['create', 'update', 'get', 'getMany', 'delete'],
		timelineComment: ['create', 'update', 'get', 'getMany', 'delete'],
		badge: ['create', 'getMany', 'delete'],
		timelineNote: ['save', 'get', 'delete'],
		apiCall: ['call', 'batch'],
	},
	leadSquared: {
		activity: ['get', 'getMany', 'getHistory', 'delete'],
		customActivity: ['create', 'update', 'get', 'getMany'],
		activityType: ['create', 'get', 'getMany'],
		task: ['create', 'update', 'complete', 'get', 'getMany', 'delete'],
	},
	ivvy: {
		activity: ['create', 'update', 'upsert', 'get', 'getMany'],
		task: ['create', 'update', 'upsert', 'complete', 'cancel', 'reopen', 'get', 'getMany'],
		activityPurpose: ['create', 'update'],
		note: ['create', 'update', 'getMany'],
	},
	deskera: {
		activity: [
			'create',
			'get',
			'getMany',
			'update',
			'complete',
			'reopen',
			'delete',
			'updateMany',
			'deleteMany',
		],
	},
};

/** What the project was started from: these have to be there. */
const SEEDS = {
	bitrix24: { activity: ['update'] },
	leadSquared: { customActivity: ['update'] },
	ivvy: { activity: ['upsert'], task: ['upsert'] },
	deskera: {
		activity: ['create', 'get', 'getMany', 'update', 'delete', 'updateMany', 'deleteMany'],
	},
};

describe("the design's names", () => {
	const offered = Object.fromEntries(
		VENDORS.map((vendor) => {
			const { [vendor]: Node } = require(`../dist/nodes/${vendor}/${vendor}.node.js`);
			const { name, properties } = new Node().description;
			const operations = properties.filter((property) => property.name === 'operation');
			return [
				name,
				Object.fromEntries(
					operations.map(({ displayOptions, options }) => [
						displayOptions.show.resource[0],
						options.map(({ value }) => value),
					]),
				),
			];
		}),
	);
	const lines = (names) =>
		Object.entries(names).flatMap(([node, resources]) =>
			Object.entries(resources).flatMap(([resource, operations]) =>
				operations.map((operation) => `${node} ${resource} ${operation}`),
			),
		);

	it('are the names of nodes, resources and operations', () => {
		expect(Object.keys(offered).sort()).toEqual(Object.keys(PROMISED).sort());
		expect(lines(offered).filter((line) => !lines(PROMISED).includes(line))).toEqual([]);
	});

	it('hold all that the project was started from', () => {
		expect(lines(SEEDS).filter((line) => !lines(offered).includes(line))).toEqual([]);
	});

	it('are the names of credentials', () => {
		const known = [
			'bitrix24WebhookApi',
			'bitrix24OAuth2Api',
			'leadSquaredApi',
			'ivvyApi',
			'deskeraApi',
		];
		const names = MANIFEST.n8n.credentials.map((file) => {
			const [Credential] = Object.values(require(`../${file}`)).filter(
				(value) => typeof value === 'function' && /Api$/.test(value.name),
			);
			return new Credential().name;
		});
		expect(names.filter((name) => !known.includes(name))).toEqual([]);
		expect(names).toEqual(
			expect.arrayContaining(['bitrix24WebhookApi', 'leadSquaredApi', 'ivvyApi', 'deskeraApi']),
		);
	});
});
