/** What leads people and builders of workflows on: links to the docs, hints of the output panel, hints for builders. */
import fs from 'node:fs';
import path from 'node:path';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { MANIFEST, NODES, ROOT } from '../support/descriptions.cts';

const ACTIONS = Object.entries(NODES)
	.map(([name, { make }]): [string, INodeTypeDescription] => [name, make().description])
	.filter(([name]) => !name.endsWith('Trigger'));
const SOURCE = MANIFEST.homepage.replace(/#readme$/, '/blob/main/');

/** The sections of a page, as GitHub names them. */
function sectionsOf(page: string): string[] {
	return fs
		.readFileSync(path.join(ROOT, page), 'utf8')
		.split('\n')
		.filter((line) => line.startsWith('#'))
		.map((line) =>
			line
				.replace(/^#+ /, '')
				.toLowerCase()
				.replace(/[^\w -]/g, '')
				.replaceAll(' ', '-'),
		);
}

interface Link {
	readonly page: string;
	readonly section: string;
	readonly text: string;
}

function linksIn(text = ''): Link[] {
	return [...text.matchAll(/<a href="([^"#]+)#([^"]+)">([^<]+)<\/a>/g)].map(
		([, page = '', section = '', label = '']) => ({ page, section, text: label }),
	);
}

const operationsOf = ({ properties }: INodeTypeDescription): INodeProperties[] =>
	properties.filter(({ name }) => name === 'operation');

describe.each(ACTIONS)('%s', (name, description) => {
	it('links each operation to a section of its own', () => {
		const drops = operationsOf(description);
		expect(drops.length).toBeGreaterThan(0);
		const seen = new Set<string>();
		for (const drop of drops) {
			const links = linksIn(drop.description);
			expect(links.map(({ text }) => text)).toEqual(
				(drop.options ?? []).map((option) => ('name' in option ? option.name : '')),
			);
			for (const { page, section } of links) {
				expect(page.startsWith(SOURCE)).toBe(true);
				expect(sectionsOf(page.slice(SOURCE.length))).toContain(section);
				expect(seen).not.toContain(section);
				seen.add(section);
			}
		}
	});

	it('leads from its panel to the page of its operations', () => {
		const codex = path.join(ROOT, (NODES[name]?.file ?? '').replace(/\.js$/, '.json'));
		const { resources } = JSON.parse(fs.readFileSync(codex, 'utf8')) as {
			resources: { primaryDocumentation: Array<{ url: string }> };
		};
		for (const { url } of resources.primaryDocumentation) {
			expect(url.startsWith(SOURCE)).toBe(true);
			expect(fs.existsSync(path.join(ROOT, url.slice(SOURCE.length)))).toBe(true);
		}
	});

	it('tells who builds workflows what it is for, in plain words', () => {
		const { searchHint = '', relatedNodes = [] } = description.builderHint ?? {};
		expect(searchHint).toMatch(/^One node for .+\.$/);
		expect(searchHint.length).toBeLessThan(500);
		expect(searchHint).not.toMatch(/=\{\{|ai_/);
		const triggers = Object.values(NODES)
			.map(({ make }) => make().description.name)
			.filter((name) => name.startsWith(description.name) && name.endsWith('Trigger'));
		expect(relatedNodes.map(({ nodeType }) => nodeType).sort()).toEqual(
			triggers.map((name) => `${MANIFEST.name}.${name}`).sort(),
		);
	});

	it('says in the output panel that a preview sends nothing', () => {
		expect(description.hints).toEqual([
			expect.objectContaining({
				message: expect.stringContaining('Preview Only is on') as string,
				displayCondition: '={{ $parameter["options"]?.["previewOnly"] === true }}',
				location: 'outputPane',
			}),
		]);
		expect(
			description.properties.some(
				({ name, options = [] }) =>
					name === 'options' && options.some((option) => option.name === 'previewOnly'),
			),
		).toBe(true);
	});
});
