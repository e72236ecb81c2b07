'use strict';
/** One vendor's package.json. */
const { isOf, VENDORS } = require('./vendors.cjs');

/** What only some tests import; every other dev dependency is a tool or what a tool needs. */
const OF_TESTS = ['@bitrix24/b24jssdk', 'axios', 'fast-check'];
/** The scanner's lint is run from the repository, over each package. */
const OF_REPOSITORY = ['@n8n/scan-community-package'];
const SCRIPTS = ['build', 'lint', 'lint:fix', 'dev', 'release', 'prepublishOnly'];

const nameOf = (whole, { id }) => `${whole.name}-${id}`;

/**
 * Where the package's own files can be read: the release commits what was cut below a tag, see CONTRIBUTING.md. The
 * marketplace's scanner looks for the source there too.
 */
const folderOf = (whole, vendor) => `split/${nameOf(whole, vendor)}`;
const tagOf = ({ version }) => `split-${version}`;
const repositoryOf = ({ repository }) => repository.url.replace(/\.git$/, '');
const homeOf = (whole, vendor) =>
	`${repositoryOf(whole)}/tree/${tagOf(whole)}/${folderOf(whole, vendor)}`;
const sourceOf = (whole) => `${repositoryOf(whole)}/blob/${tagOf(whole)}`;

/**
 * @param {object} whole the repository's package.json
 * @param {import('./vendors.cjs').Vendor} vendor
 * @param {string[]} packages that its tests import
 */
function manifestOf(whole, vendor, packages) {
	const others = VENDORS.filter(({ id }) => id !== vendor.id);
	const own = (files) => files.filter((file) => isOf(vendor, file.split('/').at(-1)));
	const isNeeded = (name) =>
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
			...Object.fromEntries(SCRIPTS.map((name) => [name, whole.scripts[name]])),
			test: 'jest',
		},
		n8n: { ...whole.n8n, credentials: own(whole.n8n.credentials), nodes: own(whole.n8n.nodes) },
		devDependencies: Object.fromEntries(
			Object.entries(whole.devDependencies).filter(([name]) => isNeeded(name)),
		),
		peerDependencies: whole.peerDependencies,
	};
}

module.exports = { homeOf, manifestOf, nameOf, repositoryOf, sourceOf };
