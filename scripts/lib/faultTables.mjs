/** docs/fault-matrix.md from the cells: a table a node, one row an operation, one column a fault. Nothing in it differs from run to run. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { FAULTS } = require('../../test/faults/faults.js');

const NONE = '–';
const unique = (list) => [...new Set(list)];
const sum = (list) => list.reduce((total, one) => total + one, 0);

/** What became of one fault in one row: a word, or a word for each kind of call where they differ. */
function wordsOf(results) {
	if (results.length === 0) return NONE;
	if (results.some(({ problems }) => problems.length > 0)) return 'FAIL';
	const kinds = unique(results.map(({ kind }) => kind));
	const byKind = kinds.map((kind) => unique(results.filter((result) => result.kind === kind).map(({ word }) => word)).join(' / '));
	return unique(byKind).length === 1 ? byKind[0] : kinds.map((kind, index) => `${kind}: ${byKind[index]}`).join('; ');
}

function table(head, rows) {
	return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function nodeTable(rows) {
	const line = ({ entry: { name }, node, results }) => [name.slice(node.length + 1), ...FAULTS.map(({ name: fault }) => wordsOf(results.filter((result) => result.fault === fault)))];
	return table(['operation', ...FAULTS.map(({ name }) => name)], rows.map(line));
}

function summary(rows) {
	const nodes = unique(rows.map(({ node }) => node));
	const operationsOf = (of) => unique(of.map(({ entry: { parameters }, node }) => `${node} ${parameters.resource} ${parameters.operation}`)).length;
	const line = (name, of) => {
		const results = of.flatMap((row) => row.results);
		// Where the oracle does not count the calls, the number may differ from run to run.
		const counted = results.filter(({ counted: exact }) => exact === true);
		return [name, operationsOf(of), of.length, results.length, sum(counted.map(({ calls }) => calls)), sum(results.map(({ writes }) => writes)), results.filter(({ problems }) => problems.length > 0).length];
	};
	return table(['node', 'operations', 'rows', 'cells', 'calls counted', 'records stored', 'cells that fail'], [...nodes.map((node) => line(node, rows.filter((row) => row.node === node))), line('all', rows)]);
}

/** @param {Array<{node: string, entry: object, results: object[]}>} rows @returns {string} Markdown */
export function matrixDocument(rows) {
	const nodes = unique(rows.map(({ node }) => node));
	return `# Fault matrix

Written by \`npm run test:faults\`, which is part of \`npm test\`; it fails when this file is not what the run gives. Every operation of the built
nodes runs in n8n's own engine against its fake vendor, under each fault, in the three *On Error* modes (stop, continue, error output), one by one
and in bulk (side by side where the vendor has no bulk call). In each cell the records that the fake stored, the calls that it got and what the
output says about each item are compared with what the fault means (\`test/faults/oracle.js\`); the stored execution, the log and the error
are searched for every value of the credential, plain, percent-encoded and in base64, alone or inside something longer. The vendors' answers repeat them.

What happens to the items that are hit:

| word | meaning |
|---|---|
| waits | the call was refused before it was carried out: it is made once more after the wait |
| again | the answer was lost or made no sense: a call that only reads is made once more |
| unknown | the same for a call that writes: it is not made again, and the item says that nobody knows whether it was carried out |
| no | the item says that it was not carried out |
| in part | the item says that it was not carried out to its end, but that an earlier call of it was |
| cut | the vendor carries out a bulk call as a whole or not at all: it is cut in halves until the culprit stands alone |
| new token | n8n gets a new token and makes the call again |
| another way | the refusal is an answer as well; the record is looked for in another way |
| next try | n8n's Retry On Fail runs the node again, which sends only what was not carried out |
| done | the vendor's ordinary yes to this call has no body |
| ${NONE} | there is no such thing for this operation |

Where the calls of an operation differ: *read* is a call that reads (a look-up before the change), *write* one that changes something, *job* asks how
far a background job has come. A fault hits one call (of the first item where the run goes on, of the last where it stops), but *500 that lasts* and
*429 beyond Max Wait*, which hit all. Where a fault can come before or after the record was stored, it comes after, but *reset before*.

*One item refused*: three items, the second is refused by the vendor or before it is sent; under *Retry On Fail* the first. *Part of a bulk call
limited*: one request inside a bulk call meets the vendor's limit, the others are carried out; it alone is sent again.

${summary(rows)}

${nodes.map((node) => `## ${node}\n\n${nodeTable(rows.filter((row) => row.node === node))}`).join('\n\n')}
`;
}
