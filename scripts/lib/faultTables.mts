/**
 * docs/fault-matrix.md from the cells: a table a node, one row an operation, one column a fault.
 * Nothing in it differs from run to run.
 */
import { FAULTS } from '../../test/faults/faults.js';

const NONE = '–';
const UNKNOWN = 'unknown';
const unique = <T,>(list: T[]): T[] => [...new Set(list)];
const sum = (list: number[]): number => list.reduce((total, one) => total + one, 0);

/** A row of the matrix: an operation with its items, as test/faults/rows.js lists them. */
export interface Row {
	node: string;
	entry: { name: string; parameters: { resource: string; operation: string } };
}

/** What became of a row under one fault, in one way. */
export interface Cell {
	fault: string;
	variant?: string;
	way: string;
	onError: string;
	/** Which of the calls was hit. */
	target?: number;
	/** Of the call that was hit. */
	kind?: string;
	word?: string;
	problems: string[];
	calls: number;
	writes: number;
	/** Whether the oracle counts the calls. */
	counted?: boolean;
}

export interface RunRow extends Row {
	results: Cell[];
}

/** What the document says of one row of the matrix. */
export interface Line {
	node: string;
	operation: string;
	/** As in NUMBERS. */
	numbers: number[];
	failed: number;
	words: string[];
}

/** What became of one fault in one row: a word, or a word for each kind of call where they differ. */
function wordsOf(results: Cell[]): string {
	if (results.length === 0) return NONE;
	if (results.some(({ problems }) => problems.length > 0)) return 'FAIL';
	const kinds = unique(results.map(({ kind }) => kind));
	const byKind = kinds.map((kind) =>
		unique(results.filter((result) => result.kind === kind).map(({ word }) => word)).join(' / '),
	);
	const [word = NONE, ...others] = unique(byKind);
	return others.length === 0
		? word
		: kinds.map((kind, index) => `${kind}: ${byKind[index]}`).join('; ');
}

const NUMBERS = ['cells', 'unknown', 'calls counted', 'records stored'];
const [CELLS_AT, UNKNOWN_AT] = [0, 1];
/** The columns, in their order. */
export const COLUMNS: string[] = FAULTS.map(({ name }) => name);
const HEAD = ['operation', ...NUMBERS, ...COLUMNS];

/** A row's name in the document, below its node's. */
export const operationOf = ({ entry: { name }, node }: Row): string => name.slice(node.length + 1);

export function lineOf(row: RunRow): Line {
	const { node, results } = row;
	// Where the oracle does not count the calls, the number may differ from run to run.
	const counted = results.filter(({ counted: exact }) => exact === true);
	return {
		node,
		operation: operationOf(row),
		numbers: [
			results.length,
			results.filter(({ word }) => word === UNKNOWN).length,
			sum(counted.map(({ calls }) => calls)),
			sum(results.map(({ writes }) => writes)),
		],
		failed: results.filter(({ problems }) => problems.length > 0).length,
		words: COLUMNS.map((fault) => wordsOf(results.filter((result) => result.fault === fault))),
	};
}

/** Reads the document. @returns undefined when its tables are not about the faults of today */
export function linesOf(text: string): Line[] | undefined {
	const sections = text.split('\n## ').slice(1);
	const cellsOf = (line: string) => line.slice(2, -2).split(' | ');
	const isTable = (line: string) => line.startsWith('| ');
	if (
		sections.length === 0 ||
		sections.some((section) => section.split('\n').find(isTable) !== markdown(HEAD))
	)
		return undefined;
	return sections.flatMap((section) => {
		const [node = '', ...lines] = section.split('\n');
		return lines
			.filter(isTable)
			.slice(2)
			.map(cellsOf)
			.map(([operation = '', ...rest]) => ({
				node,
				operation,
				numbers: rest.slice(0, NUMBERS.length).map(Number),
				failed: 0,
				words: rest.slice(NUMBERS.length),
			}));
	});
}

const markdown = (cells: Array<string | number>) => `| ${cells.join(' | ')} |`;

function table(head: string[], rows: Array<Array<string | number>>): string {
	return [head, head.map(() => '---'), ...rows].map(markdown).join('\n');
}

const nodeTable = (lines: Line[]) =>
	table(
		HEAD,
		lines.map(({ operation, numbers, words }) => [operation, ...numbers, ...words]),
	);

function summary(lines: Line[], rows: Row[]): string {
	const nodes = unique(rows.map(({ node }) => node));
	const operationsOf = (of: Row[]) =>
		unique(
			of.map(
				({ entry: { parameters }, node }) =>
					`${node} ${parameters.resource} ${parameters.operation}`,
			),
		).length;
	const line = (name: string, isIn: (one: { node: string }) => boolean) => {
		const own = lines.filter(isIn);
		return [
			name,
			operationsOf(rows.filter(isIn)),
			own.length,
			...NUMBERS.map((_, place) => sum(own.map(({ numbers }) => numbers[place] ?? 0))),
			sum(own.map(({ failed }) => failed)),
		];
	};
	return table(
		['node', 'operations', 'rows', ...NUMBERS, 'cells that fail'],
		[...nodes.map((node) => line(node, (one) => one.node === node)), line('all', () => true)],
	);
}

/** How many of some cells may leave an outcome unknown, and how many do. */
export interface Share {
	of: string;
	cells: number;
	unknown: number;
	/** Of all cells, from 0 to 1. */
	most: number;
}

const MOST_UNKNOWN = 0.12;
const MOST_UNKNOWN_CREATES = 0.05;
/** Operations that make a record, or find the one that they would make. */
const CREATES = /^(?:\w+ (?:create|upsert|add)|call start|timelineNote save)(?: \(|$)/;

/** The share of unknown outcomes over all and in the rows of creates. */
export function sharesOf(lines: Array<Pick<Line, 'operation' | 'numbers'>>): Share[] {
	const share = (of: string, most: number, own: typeof lines): Share => ({
		of,
		most,
		cells: sum(own.map(({ numbers }) => numbers[CELLS_AT] ?? 0)),
		unknown: sum(own.map(({ numbers }) => numbers[UNKNOWN_AT] ?? 0)),
	});
	return [
		share('all rows', MOST_UNKNOWN, lines),
		share(
			'creates',
			MOST_UNKNOWN_CREATES,
			lines.filter(({ operation }) => CREATES.test(operation)),
		),
	];
}

export const isOverBar = ({ cells, unknown, most }: Share): boolean => unknown > cells * most;

/** Above this share a row is named. */
const OFTEN = 0.1;

const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;

function unknownTable(lines: Line[]): string {
	const shares = sharesOf(lines).map(({ of, cells, unknown, most }) => [
		of,
		cells,
		unknown,
		percent(unknown / Math.max(1, cells)),
		percent(most),
	]);
	const often = lines.filter(
		({ numbers }) => (numbers[UNKNOWN_AT] ?? 0) > (numbers[CELLS_AT] ?? 0) * OFTEN,
	);
	const names = often.map(({ node, operation }) => `${node} ${operation}`).join(', ');
	return `${table(['unknown outcomes of', 'cells', 'unknown', 'share', 'at most'], shares)}

Rows in which more than a tenth stays unknown: ${names || 'none'}.`;
}

/** @param rows those that the lines are about @returns Markdown */
export function matrixDocument(lines: Line[], rows: Row[]): string {
	const nodes = unique(lines.map(({ node }) => node));
	return `# Fault matrix

Written by \`npm run test:faults\`, which is part of \`npm test\`; it fails when this file is not what the run
gives. Every operation of the built nodes runs in n8n's own engine against its fake vendor, under each fault,
in the three *On Error* modes (stop, continue, error output), one by one and in bulk (side by side where the
vendor has no bulk call). In each cell the records that the fake stored, the calls that it got and what the
output says about each item are compared with what the fault means (\`test/faults/oracle.js\`); the stored
execution, the log and the error are searched for every value of the credential, plain, percent-encoded and in
base64, alone or inside something longer. The vendors' answers repeat them.

What happens to the items that are hit:

| word | meaning |
|---|---|
| waits | the call was refused before it was carried out: it is made once more after the wait |
| again | the answer was lost or made no sense: a call that only reads is made once more |
| found out | the same for a call that writes: the records of the vendor show whether it was carried out; if not, it is made once more |
| unknown | the same where no record shows it: it is not made again, and the item says that the outcome is unknown |
| no | the item says that it was not carried out |
| in part | the item says that it was not carried out to its end, but that an earlier call of it was |
| cut | the vendor carries out a bulk call as a whole or not at all: it is cut in halves until the culprit stands alone |
| new token | n8n gets a new token and makes the call again |
| another way | the refusal is an answer as well; the record is looked for in another way |
| next try | n8n's Retry On Fail runs the node again, which sends only what was not carried out |
| done | the contract answers this call with nothing, so that any yes is one |
| own | each item gets the row that the vendor names for it |
| left out | the field is not sent, as if it had not been filled in: a new record does without it, a change leaves it as it is |
| error | the item says which field is blank, and nothing is sent |
| mended | the item is carried out with the character that stands for half of one, the other one as it is; each once |
| the last item wins | the record ends as the last item says, although the first was held up |
| ${NONE} | there is no such thing for this operation |

Where the calls of an operation differ: *read* is a call that reads (a look-up before the change), *write* one
that changes something, *job* asks how far a background job has come. A fault hits one call (of the first item
where the run goes on, of the last where it stops), but *500 that lasts* and *429 beyond Max Wait*, which hit
all. Where a fault can come before or after the record was stored, it comes after, but *reset before*.

*One item refused*: three items, the second is refused by the vendor or before it is sent; under *Retry On
Fail* the first. What the node itself refuses stops a run before anything is sent. *Part of a bulk call
limited*: one request inside a bulk call meets the vendor's limit, the others are carried out; it alone is
sent again.

*Foreign 503* and *408*: whatever stands before the vendor answers in words of its own (JSON, HTML) with
*Retry-After*, and says nothing about what the vendor did. *Yes without proof*: a success status with \`{}\`,
\`[]\`, a number, \`null\`, \`{"status":"ok"}\`, or the vendor's own form without an id or a row, before the
record was stored and after. *Bulk answer short, reordered, doubled*: the answer to a bulk call lacks a row,
has them in another order, or twice and beside a stranger's. *Blank values*: each field of the operation, read
off the form, in a run of its own with five items: a column that is not there, null, an empty text, white
space, a non-breaking space; and an expression in an option of the run, which is refused. *Lone surrogate*:
the text of one of two items was cut inside an emoji. *One record twice, the first held up*: two items change
one record (or have one External ID), and the first of them meets a limit or is slow, inside a bulk call and
side by side.

${summary(lines, rows)}

Outcomes that stay unknown, as no record of the vendor shows them, and how many of them there may be:

${unknownTable(lines)}

${nodes.map((node) => `## ${node}\n\n${nodeTable(lines.filter((line) => line.node === node))}`).join('\n\n')}
`;
}
