/** Makes a vendor: its folder with the agreed files, credential, icons, fake, and its place in the lists of vendors. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT, Stop } from '../lib/tools.mjs';
import { type House, houseOf, houses } from './house.mts';
import { FILL_IN } from './kinds.mts';
import { checkVendorName } from './names.mts';
import { newOperation } from './operation.mts';
import { emptyIndex } from './resource.mts';
import { listNamed, objectNamed, read, withEntry, write } from './sources.mts';

const TEMPLATES = path.join(ROOT, 'scripts', 'templates', 'vendor');

/** template -> where it goes */
const filesOf = ({ folder, id }: House): Record<string, string> => ({
	'nodes/Name.node.ts.txt': `nodes/${folder}/${folder}.node.ts`,
	'nodes/Name.node.json.txt': `nodes/${folder}/${folder}.node.json`,
	'nodes/vendor.ts.txt': `nodes/${folder}/vendor.ts`,
	'nodes/errorMessages.ts.txt': `nodes/${folder}/errorMessages.ts`,
	'nodes/enums.ts.txt': `nodes/${folder}/enums.ts`,
	'nodes/lookups.ts.txt': `nodes/${folder}/lookups.ts`,
	'nodes/paging.ts.txt': `nodes/${folder}/paging.ts`,
	'nodes/people.ts.txt': `nodes/${folder}/people.ts`,
	'nodes/bulk.ts.txt': `nodes/${folder}/bulk.ts`,
	'nodes/trigger/events.ts.txt': `nodes/${folder}/trigger/events.ts`,
	'nodes/activity/fields.ts.txt': `nodes/${folder}/activity/fields.ts`,
	'credentials.ts.txt': `credentials/${folder}Api.credentials.ts`,
	'icon.svg': `icons/${id}.svg`,
	'icon.dark.svg': `icons/${id}.dark.svg`,
	'contract.md.txt': `docs/contracts/${id}.md`,
	'test/fake.cts.txt': `test/vendors/${id}.cts`,
	'test/fakes.cts.txt': `test/support/fakes/${id}.cts`,
	'test/forms.cts.txt': `test/support/forms/${id}.cts`,
	'test/operations.cts.txt': `test/support/operations/${id}.cts`,
});

/** name -> call of the fake, and what the node says of a record that is not there */
const OPERATIONS: Record<string, { request: string; refusal?: string }> = {
	create: { request: 'POST /v1/activities' },
	delete: { request: 'DELETE /v1/activities/{id}', refusal: 'The activity does not exist' },
	get: { request: 'GET /v1/activities/{id}', refusal: 'The activity does not exist' },
	getMany: { request: 'GET /v1/activities' },
};

export interface NewVendor {
	/** What was made. */
	files: string[];
	/** What got a line. */
	changed: string[];
	/** What is left to the author. */
	next: string[];
}

/** @param name in PascalCase @throws Stop */
export async function newVendor(name: string): Promise<NewVendor> {
	checkVendorName(name);
	const house = houseOf(name);
	checkIsAlone(house);
	const files = filesOf(house);
	const lists = await listsWith(house);
	for (const [template, file] of Object.entries(files))
		await write(
			file,
			filled(await readFile(path.join(TEMPLATES, template), 'utf8'), house, template),
		);
	await write(`nodes/${name}/activity/index.ts`, emptyIndex('activity'));
	for (const [file, text] of lists) await write(file, text);
	for (const [operation, { request, refusal }] of Object.entries(OPERATIONS))
		await newOperation(name, 'activity', operation, request, refusal);
	return {
		files: [...Object.values(files), `nodes/${name}/activity/`],
		changed: lists.map(([file]) => file),
		next: nextSteps(house),
	};
}

/** The names of a vendor's files begin with its own name, so no name may be the beginning of another. */
function checkIsAlone({ folder, id }: House): void {
	const other = houses().find((one) => one.id.startsWith(id) || id.startsWith(one.id));
	if (other?.id === id) throw new Stop(`There is a vendor "${other.folder}" already.`);
	if (other !== undefined)
		throw new Stop(
			`"${folder}" and the vendor "${other.folder}" begin alike, and files are known by ` +
				'how their names begin: choose another name.',
		);
	if (id === 'shared')
		throw new Stop('A vendor can\'t be called "Shared": nodes/shared is for all.');
}

function filled(text: string, { folder, node, id }: House, template: string): string {
	const values: Record<string, string> = { Name: folder, name: node, id };
	return template.endsWith('.svg')
		? text
		: text.replace(/\{\{(Name|name|id)\}\}/g, (_all, key) => values[key] ?? '');
}

/** What changes in package.json. */
interface Manifest {
	keywords: string[];
	n8n: { credentials: string[]; nodes: string[] };
}

/** Files that name each vendor, with this one in them. */
async function listsWith({
	folder,
	node,
	id,
}: House): Promise<Array<[file: string, text: string]>> {
	const manifest: Manifest = JSON.parse(await read('package.json'));
	manifest.keywords.push(id);
	manifest.n8n.credentials.push(`dist/credentials/${folder}Api.credentials.js`);
	manifest.n8n.nodes.push(`dist/nodes/${folder}/${folder}.node.js`);
	manifest.n8n.credentials.sort();
	manifest.n8n.nodes.sort();
	const words = await read('test/faults/vendors.js');
	const split = await read('scripts/split/vendors.cts');
	const workflow = await read('.github/workflows/release-split.yml');
	const contracts = await read('docs/contracts/README.md');
	return [
		['package.json', JSON.stringify(manifest)],
		['test/faults/vendors.js', withEntry(words, objectNamed(words, 'WORDS'), wordsOf(node))],
		[
			'scripts/split/vendors.cts',
			withEntry(
				split,
				listNamed(split, 'VENDORS'),
				`{ id: '${id}', folder: '${folder}', title: '${folder}', subject: 'activities' }`,
			),
		],
		[
			'.github/workflows/release-split.yml',
			workflow.replace(/vendor: \[(.*)\]/g, `vendor: [$1, ${id}]`),
		],
		[
			'docs/contracts/README.md',
			contracts.replace(/(?:^\* \[.*\n)+/m, (lines) =>
				[...lines.trimEnd().split('\n'), `* [${folder}](${id}.md)`]
					.sort((a, b) => a.localeCompare(b, 'en'))
					.map((line) => `${line}\n`)
					.join(''),
			),
		],
	];
}

/** What the fake says when it says no. */
const wordsOf = (node: string) => `${node}: {
	limit: (echo) => ({ status: 429, body: { message: \`Too many requests \${echo}\` } }),
	validation: (echo) => ({ status: 400, body: { code: 'invalid', message: \`Not valid: \${echo}\` } }),
	expired: (echo) => ({ status: 401, body: { code: 'unauthorized', message: \`Token expired \${echo}\` } }),
	hollow: () => ({ message: 'Done' }),
}`;

function nextSteps({ folder, node, id }: House): string[] {
	return [
		`Write docs/contracts/${id}.md from what ${folder} documents.`,
		`Fill in nodes/${folder}/, credentials/${folder}Api.credentials.ts and test/vendors/${id}.cts ` +
			`by it, and draw icons/${id}.svg and icons/${id}.dark.svg. No "${FILL_IN}" may be ` +
			'left: test/structure/sources.test.js looks for it.',
		`README.md: "### ${folder}" below Credentials, a row in Limits, ${folder} in the ` +
			'first sentence (and in scripts/split/readme.cts).',
		'docs/quality.md: a column. test/engine/support/lists/ and test/engine/lookups.test.js, ' +
			'scripts/lib/vendors.mts (npm start) and scripts/verify.mts name each vendor: give ' +
			`them a row for ${node}.`,
		'npm run build && npx jest test/structure test/credentials && ' +
			`npx jest test/engine/operations.test.js -t "${node} "`,
		`npm run test:faults -- --only "${node} "    (its table in docs/fault-matrix.md)`,
		'npm run schemas    (its output schemas)',
		'UPDATE_GOLDEN=1 npx jest test/descriptions    (its names)',
		"npm run docs    (the README's table of operations, docs/operations)",
		`npm run new:operation -- ${id} RESOURCE NAME    (the next operation)`,
	];
}
