/** One vendor's package.json. */
import { isOf, type Vendor, VENDORS } from './vendors.cts';

/** A package.json of the kind that n8n loads. */
export interface Manifest {
	name: string;
	version: string;
	description: string;
	license: string;
	homepage: string;
	keywords: string[];
	author: { name: string; email: string };
	repository: { type: string; url: string; directory?: string };
	engines: Record<string, string>;
	files: string[];
	scripts: Record<string, string>;
	n8n: { n8nNodesApiVersion: number; strict: boolean; credentials: string[]; nodes: string[] };
	devDependencies: Record<string, string>;
	peerDependencies: Record<string, string>;
}

/** What only some tests import; every other dev dependency is a tool or what a tool needs. */
const OF_TESTS = ['@bitrix24/b24jssdk', 'fast-check'];
/** Of the repository's own scripts, which run over each package. */
const OF_REPOSITORY = [
	'@changesets/cli',
	'@n8n/scan-community-package',
	'axios',
	'execa',
	'flatted',
	'get-port',
	'listr2',
	'p-retry',
	'playwright-core',
];
const SCRIPTS = ['build', 'lint', 'lint:fix', 'dev', 'release', 'prepublishOnly'];

export const nameOf = (whole: Manifest, { id }: Vendor): string => `${whole.name}-${id}`;

/**
 * Where the package's own files can be read: the release commits what was cut below a tag, see CONTRIBUTING.md. The
 * marketplace's scanner looks for the source there too.
 */
const folderOf = (whole: Manifest, vendor: Vendor) => `split/${nameOf(whole, vendor)}`;
const tagOf = ({ version }: Manifest) => `split-${version}`;
export const repositoryOf = ({ repository }: Manifest): string =>
	repository.url.replace(/\.git$/, '');
export const homeOf = (whole: Manifest, vendor: Vendor): string =>
	`${repositoryOf(whole)}/tree/${tagOf(whole)}/${folderOf(whole, vendor)}`;
export const sourceOf = (whole: Manifest): string => `${repositoryOf(whole)}/blob/${tagOf(whole)}`;

/** @param whole the repository's package.json @param packages that the vendor's tests import */
export function manifestOf(whole: Manifest, vendor: Vendor, packages: string[]): Manifest {
	const others = VENDORS.filter(({ id }) => id !== vendor.id);
	const own = (files: string[]) =>
		files.filter((file) => isOf(vendor, file.split('/').at(-1) ?? ''));
	const isNeeded = (name: string) =>
		!OF_REPOSITORY.includes(name) && (!OF_TESTS.includes(name) || packages.includes(name));
	return {
		name: nameOf(whole, vendor),
		version: whole.version,
		description: `n8n nodes for CRM ${vendor.subject} on ${vendor.title}`,
		license: whole.license,
		homepage: `${homeOf(whole, vendor)}#readme`,
		keywords: whole.keywords.filter((keyword) => !others.some(({ id }) => id === keyword)),
		author: whole.author,
		repository: { ...whole.repository, directory: folderOf(whole, vendor) },
		engines: whole.engines,
		files: whole.files,
		scripts: {
			...Object.fromEntries(SCRIPTS.map((name) => [name, whole.scripts[name] ?? ''])),
			test: 'jest',
		},
		n8n: { ...whole.n8n, credentials: own(whole.n8n.credentials), nodes: own(whole.n8n.nodes) },
		devDependencies: Object.fromEntries(
			Object.entries(whole.devDependencies).filter(([name]) => isNeeded(name)),
		),
		peerDependencies: whole.peerDependencies,
	};
}
