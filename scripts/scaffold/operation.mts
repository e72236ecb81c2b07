/** Makes an operation, and its resource where that is not there yet. */
import { checkIsNew, hasSimplify, type House, houseNamed, idFieldOf } from './house.mts';
import { FILL_IN, kindOf } from './kinds.mts';
import { checkOperationName, checkResourceName, pluralOf, wordsOf } from './names.mts';
import { type About, operationFile, type Requests } from './operationFile.mts';
import { withRow } from './operationRow.mts';
import * as bitrix24 from './requests/bitrix24.mts';
import * as ivvy from './requests/ivvy.mts';
import * as leadsquared from './requests/leadsquared.mts';
import * as rest from './requests/rest.mts';
import { emptyIndex, fieldsFile, withOperation, withResource } from './resource.mts';
import { read, readIfAny, write } from './sources.mts';

/** How a vendor is called, where that is not by method and path. */
const REQUESTS: Record<string, Requests> = { bitrix24, ivvy, leadsquared };

/**
 * Everything is thought out before the first file is written, so that a mistake leaves nothing behind.
 * @param request as the vendor is called
 * @param refusal what the node says of a record that is not there, where that is known
 * @returns what was written, and what is left to the author
 * @throws Stop
 */
export async function newOperation(
	vendorName: string,
	resource: string,
	name: string,
	request?: string,
	refusal?: string,
): Promise<{ files: string[]; next: string[] }> {
	const house = houseNamed(vendorName);
	checkResourceName(resource);
	checkOperationName(name);
	await checkIsNew(house.folder, resource, name);
	const vendor = REQUESTS[house.id] ?? rest;
	const folder = `nodes/${house.folder}/${resource}`;
	const index = await readIfAny(`${folder}/index.ts`);
	const about = await aboutOf(house, resource, name, index === undefined);
	const parts = vendor.parse(request, about.kind);
	const { text, identifier } = operationFile(about, vendor, parts);
	const row = await withRow({ ...about, refusal });
	const written: Written[] = [
		[`${folder}/${name}.ts`, text],
		[`${folder}/index.ts`, withOperation(index ?? emptyIndex(resource), name, identifier)],
		[row.file, row.text],
		...(index === undefined ? await resourceFiles(house, resource, vendor.idKind) : []),
	];
	for (const [file, content] of written) await write(file, content);
	const statusFile = `${folder}/status.ts`;
	const isLikeOthers = about.kind === 'change' && (await readIfAny(statusFile)) !== undefined;
	return {
		files: written.map(([file]) => file),
		next: [
			...(isLikeOthers
				? [
						`If it differs from the operations of ${statusFile} by a word only, make it a row there instead, ` +
							'and delete its file.',
					]
				: []),
			...nextSteps(about, request, vendor),
		],
	};
}

type Written = [file: string, text: string];

async function aboutOf(
	house: House,
	resource: string,
	name: string,
	isNew: boolean,
): Promise<About> {
	const noun = wordsOf(resource).join(' ');
	const kind = kindOf(name);
	const number = { isNumber: REQUESTS[house.id]?.idKind !== 'GUID_ID' };
	const idField = isNew
		? { from: './fields', ...number }
		: ((await idFieldOf(house.folder, resource)) ?? number);
	return {
		house,
		resource,
		name,
		kind,
		noun,
		nouns: pluralOf(noun),
		id: `${resource}Id`,
		idField,
		simplify: await hasSimplify(house.folder, resource),
	};
}

async function resourceFiles(
	{ folder }: House,
	resource: string,
	idKind: string,
): Promise<Written[]> {
	const node = `nodes/${folder}/${folder}.node.ts`;
	return [
		[`nodes/${folder}/${resource}/fields.ts`, fieldsFile(resource, idKind)],
		[node, withResource(await read(node), resource)],
	];
}

function nextSteps(
	{ house, resource, name }: About,
	request: string | undefined,
	{ example }: Requests,
): string[] {
	const call = request === undefined ? `the call (such as ${example}), ` : '';
	return [
		`Fill in ${call}fields, texts and proof, for a write \`findOut\` (how a lost answer is found out), and cite the ` +
			`section of docs/contracts/${house.id}.md, which has to name the call. ` +
			`No "${FILL_IN}" may be left: test/structure/sources.test.cts looks for it.`,
		'Fill in the row.',
		`Teach the fake the call, in one file of test/vendors/ (${house.id}.cts names the families): what it does, and its ` +
			'route. With `findOut`, the route goes in the table SHOWN. Otherwise the fault matrix takes every outcome ' +
			'that is found out for a wrong one.',
		`npm run build && npx jest test/engine/operations.test.js -t "${house.node} ${resource} ${name}"    (seconds)`,
		'npx jest test/structure    (two minutes)',
		`npm run test:faults -- --only "${house.node} ${resource} ${name}"    (its row of docs/fault-matrix.md)`,
		'npm run schemas    (its output schema)',
		'UPDATE_GOLDEN=1 npx jest test/descriptions    (its names)',
		"npm run docs    (the README's table of operations, docs/operations)",
		'npm run changeset && npm run format',
	];
}
