/**
 * `npm run split`: what is in the packages of a single vendor. That they build, lint and pass
 * their tests is a step of its own.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cutAll } from '../../scripts/split/cut.cts';
import { cutText } from '../../scripts/split/markdown.cts';
import { reachOf } from '../../scripts/split/reach.cts';
import { cutReadme } from '../../scripts/split/readme.cts';
import { othersIn, VENDORS } from '../../scripts/split/vendors.cts';
import whole from '../../package.json';

const ROOT = path.join(__dirname, '..', '..');
const README = fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const target = fs.mkdtempSync(path.join(os.tmpdir(), 'crm-activities-split-'));
const folderOf = ({ id }: { id: string }) => path.join(target, `${whole.name}-${id}`);
const filesBelow = (folder: string) =>
	fs
		.readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) =>
			path
				.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name))
				.split(path.sep)
				.join('/'),
		)
		.sort();
const isShipped = (file: string) => /^(?:nodes|credentials|icons)\//.test(file);

beforeAll(async () => await cutAll(target));
afterAll(() => fs.rmSync(target, { recursive: true }));

it('gives one package for each vendor of the repository', () => {
	expect(VENDORS.map(({ folder }) => folder).sort()).toEqual(
		fs
			.readdirSync(path.join(ROOT, 'nodes'))
			.filter((name) => name !== 'shared')
			.sort(),
	);
	expect(fs.readdirSync(target).sort()).toEqual(
		VENDORS.map((vendor) => path.basename(folderOf(vendor))).sort(),
	);
});

it('leaves nothing out: the four together ship what the repository does', () => {
	const together = new Set(
		VENDORS.flatMap((vendor) => filesBelow(folderOf(vendor)).filter(isShipped)),
	);
	const shipped = ['nodes', 'credentials', 'icons'].flatMap((folder) =>
		filesBelow(path.join(ROOT, folder)).map((file) => `${folder}/${file}`),
	);
	expect([...together].sort()).toEqual(shipped.sort());
	const all = (key: string) =>
		VENDORS.flatMap(
			(vendor) =>
				JSON.parse(fs.readFileSync(path.join(folderOf(vendor), 'package.json'), 'utf8')).n8n[key],
		).sort();
	expect(all('nodes')).toEqual([...whole.n8n.nodes].sort());
	expect(all('credentials')).toEqual([...whole.n8n.credentials].sort());
});

describe.each(VENDORS.map((vendor) => [vendor.title, vendor]))(
	'the package of %s',
	(title, vendor) => {
		const folder = folderOf(vendor);
		const read = (file: string) => fs.readFileSync(path.join(folder, file), 'utf8');
		const name = `${whole.name}-${vendor.id}`;

		it('holds of the shared code what its nodes and credentials reach, and no more', () => {
			const sources = filesBelow(folder).filter((file) =>
				/^(?:nodes|credentials)\/.*\.ts$/.test(file),
			);
			const { files } = reachOf(
				folder,
				sources.filter((file) => !file.startsWith('nodes/shared/')),
			);
			// Its version is read from its own manifest.
			expect(files.filter((file) => file !== 'package.json')).toEqual(sources);
		});

		it('imports nothing that is not in it', () => {
			expect(() => reachOf(folder, filesBelow(folder))).not.toThrow();
		});

		it('names no other vendor in what is shipped or read', () => {
			const texts = [
				...filesBelow(folder).filter(isShipped),
				'README.md',
				'CHANGELOG.md',
				'SECURITY.md',
				'package.json',
			];
			expect(texts.filter((file) => othersIn(`${file} ${read(file)}`, vendor).length > 0)).toEqual(
				[],
			);
		});

		it('has a package.json of its own', () => {
			const { repository, devDependencies, ...manifest } = JSON.parse(read('package.json'));
			expect(manifest).toMatchObject({
				name,
				version: whole.version,
				license: 'MIT',
				files: ['dist'],
				peerDependencies: { 'n8n-workflow': '*' },
				n8n: { n8nNodesApiVersion: 1, strict: true },
			});
			expect(manifest.description).toContain(title);
			expect(manifest.keywords).toEqual(['n8n-community-node-package', 'n8n', 'crm', vendor.id]);
			expect(repository).toEqual({ ...whole.repository, directory: `split/${name}` });
			for (const key of ['dependencies', 'overrides', 'private'])
				expect(manifest).not.toHaveProperty(key);
			for (const [dependency, version] of Object.entries(devDependencies))
				expect(new Map(Object.entries(whole.devDependencies)).get(dependency)).toBe(version);
			for (const file of [...manifest.n8n.nodes, ...manifest.n8n.credentials])
				expect(
					fs.existsSync(path.join(folder, file.replace(/^dist\//, '').replace(/\.js$/, '.ts'))),
				).toBe(true);
		});

		it("calls itself by its own name, and links to its own README and to the repository's page on its operations", () => {
			const { homepage } = JSON.parse(read('package.json'));
			const texts = filesBelow(folder)
				.filter((file) => /^(?:nodes|credentials)\//.test(file))
				.map(read)
				.join('\n');
			const page = whole.homepage.replace(/#readme$/, `/blob/main/docs/operations/${vendor.id}.md`);
			const own = [
				...['operations', vendor.id].map((section) => homepage.replace(/#readme$/, `#${section}`)),
				page,
			];
			expect(fs.existsSync(path.join(ROOT, 'docs', 'operations', `${vendor.id}.md`))).toBe(true);
			const links = texts.match(/https:\/\/github\.com[^'"]*/g);
			expect([...new Set(links)].sort()).toEqual([...own].sort());
			expect(
				own
					.reduce((text, link) => text.replaceAll(link, ''), texts)
					.match(new RegExp(`${whole.name}[\\w-]*`, 'g'))
					.filter((one: string) => one !== name),
			).toEqual([]);
		});

		it('has a README with every section that a user needs', () => {
			const text = read('README.md');
			for (const heading of [
				`# ${name}`,
				'## Install in n8n',
				'## Operations',
				'## Credentials',
				`### ${title}`,
				'## Limits',
				'## When something goes wrong',
				'## Compatibility',
			])
				expect(text).toContain(`${heading}\n`);
			expect(text).toContain(`enter \`${name}\``);
			expect(text).toContain(`| **${title}** |`);
			expect(text).toContain(`| **${title} Trigger** |`);
			expect(text.match(/^1\. .*$/gm)?.join()).toMatch(/\*[^*]+\*/);
			const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
			for (const link of links)
				if (!link.startsWith('https://')) expect(fs.existsSync(path.join(folder, link))).toBe(true);
			const ofRepository = links
				.filter((link) => link.startsWith('https://'))
				.map((link) => link.replace(/^.*\/blob\/split-[^/]+\//, ''));
			for (const file of ofRepository) expect(fs.existsSync(path.join(ROOT, file))).toBe(true);
		});
	},
);

describe('a README that has changed is not cut', () => {
	const [vendor] = VENDORS as [(typeof VENDORS)[number]];
	const cut = (markdown: string) => () =>
		cutReadme(markdown, vendor, {
			name: 'own',
			whole: whole.name,
			source: 'https://example.com',
			files: [],
		});

	it.each([
		[
			'has a new section',
			README.replace('## Limits', '## News\n\nText\n\n## Limits'),
			'new section "News"',
		],
		['has lost a section', README.replace('## Limits', ''), 'no section "Limits" any more'],
		["has lost a vendor's section", README.replace('### iVvy', ''), 'no section "iVvy"'],
		[
			'begins differently',
			README.replace('n8n nodes for CRM', 'Nodes for'),
			'adapt scripts/split/readme.cts',
		],
		[
			'names another vendor in a sentence',
			README.replace('## Compatibility\n', '## Compatibility\n\nMostly for iVvy.\n'),
			'names iVvy outside of a table or list',
		],
	])('when it %s', (_how, markdown, message) => {
		expect(cut(README)).not.toThrow();
		expect(markdown).not.toBe(README);
		expect(cut(markdown)).toThrow(message);
	});

	it('when a table has no row for the vendor', () => {
		expect(() =>
			cutText('| Vendor | Limit |\n|---|---|\n| iVvy | none |', vendor, 'README.md'),
		).toThrow('a table without a row for Bitrix24');
	});

	it('and a table loses the rows of the others alone', () => {
		expect(
			cutText(
				'| A | B |\n|---|---|\n| iVvy | 1 |\n| | 2 |\n| Bitrix24 | 3 |\n| | 4 |\n| Any | 5 ' +
					'|\n\n- iVvy: no\n- Bitrix24: yes\n- both',
				vendor,
				'x',
			),
		).toBe(
			'| A | B |\n|---|---|\n| Bitrix24 | 3 |\n| | 4 |\n| Any | 5 |\n\n- Bitrix24: yes\n- both',
		);
	});
});

describe('.github/workflows', () => {
	const workflow = (name: string) =>
		fs.readFileSync(path.join(ROOT, '.github', 'workflows', name), 'utf8');

	it('publish the four-vendor package and all that are cut, with provenance', () => {
		for (const text of [workflow('release.yml'), workflow('release-split.yml')]) {
			expect(text).toContain('id-token: write');
			expect(text).toMatch(/npm publish .*--provenance/);
		}
		expect(workflow('release-split.yml')).toContain(
			`vendor: [${VENDORS.map(({ id }) => id).join(', ')}]`,
		);
	});

	it('run all checks before anything is published', () => {
		expect(workflow('ci.yml')).toContain('bash .ci/run');
		// What is published was built after the tests.
		expect(
			[...workflow('release.yml').matchAll(/^ {2}(\w+):\n {4}needs: (\w+)$/gm)].map(
				([, job, needs]) => [job, needs],
			),
		).toEqual([
			['build', 'test'],
			['publish', 'build'],
			['split', 'build'],
		]);
	});
});
