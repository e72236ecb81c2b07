/** What package.json promises, and what the project was started from. */
import type { ICredentialType } from 'n8n-workflow';
import {
	MANIFEST,
	VENDORS,
	builtNode,
	filesBelow,
	isCredential,
	madeOf,
	valuesOf,
} from './support/sources.cts';

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
		const built = (files: string[]) => files.map((file) => `dist/${file.replace(/\.ts$/, '.js')}`);
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

/** What the project was started from: these have to be there. */
const SEEDS = {
	bitrix24: { activity: ['update'] },
	leadSquared: { customActivity: ['update'] },
	ivvy: { activity: ['upsert'], task: ['upsert'] },
	deskera: {
		activity: ['create', 'get', 'getMany', 'update', 'delete', 'updateMany', 'deleteMany'],
	},
};

const offered = new Set(
	VENDORS.flatMap((vendor) => {
		const { name, properties } = builtNode(vendor).description;
		return properties
			.filter((property) => property.name === 'operation')
			.flatMap((property) =>
				valuesOf(property).map(
					(value) => `${name} ${String(property.displayOptions?.show?.resource?.[0])} ${value}`,
				),
			);
	}),
);

it.each(
	Object.entries(SEEDS).flatMap(([node, resources]) =>
		Object.entries(resources).flatMap(([resource, operations]) =>
			operations.map((operation) => `${node} ${resource} ${operation}`),
		),
	),
)('offers %s', (operation) => {
	expect(offered).toContain(operation);
});

it('has the credentials under the names that workflows hold', () => {
	const names = MANIFEST.n8n.credentials.flatMap((file) =>
		madeOf<ICredentialType>(file, isCredential).map(({ name }) => name),
	);
	expect(names).toEqual(
		expect.arrayContaining([
			'bitrix24OAuth2Api',
			'bitrix24WebhookApi',
			'deskeraApi',
			'ivvyApi',
			'leadSquaredApi',
		]),
	);
});
