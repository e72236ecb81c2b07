'use strict';
/** What stands around the parameters: names, icons, credentials, the codex file, the switch for AI agents. */
const fs = require('node:fs');
const path = require('node:path');
const { CREDENTIALS, MANIFEST, NODES, ROOT } = require('../support/descriptions');

const isTrigger = (name) => name.endsWith('Trigger');

/** The file behind `file:…`, which counts from where the class stands. */
const iconFile = (file, icon) => path.join(ROOT, path.dirname(file), icon.replace(/^file:/, ''));

/** Both files of an icon. */
function iconsOf(file, icon) {
	return ['light', 'dark'].map((theme) => {
		expect(icon[theme]).toMatch(/^file:(?:\.\.\/)+icons\/[a-z0-9.]+\.svg$/);
		const found = iconFile(file, icon[theme]);
		expect(path.relative(path.join(ROOT, 'dist'), found)).not.toMatch(/^\.\./);
		return fs.readFileSync(found, 'utf8');
	});
}

/** A page on the operations of one node, which is in the repository only; `helps.test.cts` opens them. */
const PAGE = /\/blob\/main\/docs\/operations\/[a-z0-9]+\.md$/;

/** The addresses of the README's sections, as GitHub names them. */
const SECTIONS = fs
	.readFileSync(path.join(ROOT, 'README.md'), 'utf8')
	.split('\n')
	.filter((line) => line.startsWith('#'))
	.map((line) =>
		MANIFEST.homepage.replace(
			/#readme$/,
			`#${line
				.replace(/^#+ /, '')
				.toLowerCase()
				.replace(/[^\w -]/g, '')
				.replaceAll(' ', '-')}`,
		),
	);

/** n8n's own list for the nodes panel. */
const CATEGORIES = [
	'AI',
	'Analytics',
	'Communication',
	'Core Nodes',
	'Data & Storage',
	'Development',
	'Finance & Accounting',
	'HITL',
	'Marketing',
	'Miscellaneous',
	'Productivity',
	'Sales',
	'Utility',
];

describe.each(Object.entries(NODES))('%s', (className, { file, make }) => {
	const { description } = make();

	it('is called alike in class, file and description', () => {
		expect(path.basename(file)).toBe(`${className}.node.js`);
		expect(description.name).toBe(className[0].toLowerCase() + className.slice(1));
		expect(description.defaults).toEqual({ name: description.displayName });
	});

	it('has one version, one way in and one way out', () => {
		expect(description.version).toBe(1);
		expect(description.inputs).toEqual(isTrigger(className) ? [] : ['main']);
		expect(description.outputs).toEqual(['main']);
		expect(description.group).toEqual([isTrigger(className) ? 'trigger' : 'transform']);
	});

	it('can be used by an AI agent, unless it is a trigger', () => {
		expect(description.usableAsTool).toBe(isTrigger(className) ? undefined : true);
	});

	it('shows in its subtitle what it does, in the words of the list of actions', () => {
		expect(description.subtitle).toMatch(/\$parameter\["(?:operation|event|events)"\]/);
		const actions = description.properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ options }) => options.map(({ action }) => action));
		for (const action of actions) expect(description.subtitle).toContain(JSON.stringify(action));
		const started = description.properties.filter(({ name }) => /^events?$/.test(name));
		for (const { name, options } of started)
			for (const option of options)
				expect(description.subtitle).toContain(
					JSON.stringify(name === 'events' ? option.name : option.name.toLowerCase()),
				);
	});

	it('has a description of one sentence', () => {
		expect(description.description).toMatch(/^[A-Z][^.]+[^.]$/);
		expect(description.description).toContain(
			description.displayName.replace(/(?: Polling)? Trigger$/, ''),
		);
	});

	it('has a light and a dark icon', () => {
		const [light, dark] = iconsOf(file, description.icon);
		expect(light).toMatch(/<svg/);
		expect(dark).toMatch(/<svg/);
		expect(light).not.toBe(dark);
	});

	it('uses credentials of this package', () => {
		const known = Object.values(CREDENTIALS).map((credential) => credential.make().name);
		expect(description.credentials.length).toBeGreaterThan(0);
		for (const { name } of description.credentials) expect(known).toContain(name);
		if (description.credentials.length === 1)
			expect(description.credentials[0].required).toBe(true);
	});

	it('tells what it is for in its codex file', () => {
		const codex = JSON.parse(
			fs.readFileSync(path.join(ROOT, file.replace(/\.js$/, '.json')), 'utf8'),
		);
		expect(codex).toEqual(
			JSON.parse(
				fs.readFileSync(
					path.join(ROOT, file.replace(/^dist\//, '').replace(/\.js$/, '.json')),
					'utf8',
				),
			),
		);
		expect(codex).toMatchObject({
			node: `${MANIFEST.name}.${description.name}`,
			nodeVersion: '1.0',
			codexVersion: '1.0',
		});
		expect(codex.categories.length).toBeGreaterThan(0);
		for (const category of codex.categories) expect(CATEGORIES).toContain(category);
		for (const category of Object.keys(codex.subcategories ?? {}))
			expect(codex.categories).toContain(category);
		for (const links of [
			codex.resources.primaryDocumentation,
			codex.resources.credentialDocumentation,
		]) {
			expect(links.length).toBeGreaterThan(0);
			for (const { url } of links)
				expect([url, PAGE.test(url) || SECTIONS.includes(url)]).toEqual([url, true]);
		}
	});

	it('can do what it says: execute, poll or take a webhook', () => {
		const node = make();
		const does = ['execute', 'poll', 'webhook', 'trigger'].filter(
			(method) => typeof node[method] === 'function',
		);
		expect(does).toEqual(
			isTrigger(className) ? [expect.stringMatching(/^(?:poll|webhook)$/)] : ['execute'],
		);
	});
});

describe.each(Object.entries(CREDENTIALS))('%s', (className, { file, make }) => {
	const credential = make();

	it('is called alike in class, file and name', () => {
		expect(path.basename(file)).toBe(`${className}.credentials.js`);
		expect(credential.name).toBe(className[0].toLowerCase() + className.slice(1));
		expect(credential.displayName).toMatch(/ API$/);
	});

	it('has a light and a dark icon', () => {
		const [light, dark] = iconsOf(file, credential.icon);
		expect(light).not.toBe(dark);
	});

	it('is used by a node', () => {
		const used = Object.values(NODES).flatMap((node) =>
			node.make().description.credentials.map(({ name }) => name),
		);
		expect(used).toContain(credential.name);
	});

	it('says where it is explained', () => {
		expect(SECTIONS).toContain(credential.documentationUrl);
	});

	it('can be tested; n8n itself does it for OAuth2, by connecting', () => {
		if (credential.extends?.includes('oAuth2Api')) return expect(credential.test).toBeUndefined();
		const { request, rules } = credential.test;
		expect(request.url).toMatch(/^\/[a-zA-Z]/);
		expect(rules.length).toBeGreaterThan(0);
		for (const { properties } of rules) expect(properties.message).toMatch(/^[A-Zi].*\.$/);
		return undefined;
	});
});
