/**
 * What comments and documents refer to is there: sections of the contracts, files, links. Nobody
 * follows a reference that leads nowhere twice.
 */
import fs from 'node:fs';
import path from 'node:path';
import {
	citationsOf,
	goneNotes,
	wrongCitations,
	wrongFiles,
	wrongLinks,
	wrongMentions,
} from './support/citations.cts';
import { ROOT, filesBelow } from './support/sources.cts';

const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');
const sources = ['nodes', 'credentials', 'test', 'scripts'].flatMap((folder) =>
	['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'].flatMap((ending) => filesBelow(folder, ending)),
);
const inRoot = fs.readdirSync(ROOT).filter((name) => name.endsWith('.md'));
const inDocs = filesBelow('docs', '.md');
const documents = [...inRoot, ...inDocs, 'examples/README.md', 'test/data/README.md'];
/** They name what may not be named. */
const ITSELF = /^test\/structure\/(?:support\/)?citations\./;

describe('citations of the contracts', () => {
	it('lead to a section', () => {
		const others = sources.filter((file) => !ITSELF.test(file));
		expect(others.flatMap((file) => citationsOf(file, read(file))).length).toBeGreaterThan(400);
		expect(others.flatMap((file) => wrongCitations(file, read(file)))).toEqual([]);
	});

	it.each([
		['/** See section 6.1. */', []],
		['// contract 1, 3 and 5; contract, sections 1 to 3', []],
		['/** docs/contracts/deskera.md sections 2 and 9 */', []],
		['/** RFC 5280 section 99.1 */', []],
		["const text = 'section 99.1';", []],
		['/** See section\n * 99.1. */', ['section 99.1']],
		['/** (contract 6.1, 99.2) */', ['99.2']],
		['// sections 1, 3 and 99', ['99']],
		['/** contract 13 to 16 */', ['16, 15']],
		['/** section 12 no. 12 */', []],
		['/** section 12 no. 99 */', ['12 no. 99']],
		['/** docs/contracts/leadsquared.md section 99 */', ['leadsquared.md has no section 99']],
		['/** docs/contracts/nobody.md section 1 */', ['there is no docs/contracts/nobody.md']],
		['/** Refused (6.1). */', ['lacks the word']],
	])('%j in a file of one vendor', (source, faults) => {
		expect(wrongCitations('nodes/Ivvy/any.ts', source)).toEqual(
			faults.map((fault) => expect.stringContaining(fault)),
		);
	});

	it.each(['// section 6.1', '// contract 6.1', '// (6.1)'])(
		'%j in a file of no one vendor does not say which',
		(source) => {
			expect(wrongCitations('test/faults/any.js', source)).toEqual([
				expect.stringContaining('does not name the contract'),
			]);
		},
	);
});

describe('comments', () => {
	it('name no file that is not there', () => {
		const others = sources.filter((file) => !ITSELF.test(file));
		expect(others.flatMap((file) => wrongFiles(file, read(file)))).toEqual([]);
	});

	it.each([
		[
			'/** See http/wait.ts, attempt.ts and docs/contracts/ivvy.md; Node.js, scripts/NAME.mts. */',
			[],
		],
		["const text = 'nobody.ts';", []],
		['// http/nobody.ts', ['http/nobody.ts']],
		['/**\n * As in nobody.mts.\n */', ['nobody.mts']],
		[
			'// wait.tsx, (nobody.js), docs/decisions/0000-nothing.md',
			['nobody.js', 'docs/decisions/0000-nothing.md'],
		],
	])('%j', (source, names) => {
		expect(wrongFiles('nodes/Ivvy/any.ts', source)).toEqual(
			names.map((name) => `nodes/Ivvy/any.ts names ${name}`),
		);
	});
});

describe('documents', () => {
	it.each(documents)('%s has no link that leads nowhere', (file) => {
		expect(wrongLinks(file, read(file))).toEqual([]);
	});

	it.each(['CONTRIBUTING.md', ...inDocs])('%s names no file that is not there', (file) => {
		expect(wrongMentions(file, read(file))).toEqual([]);
	});

	it('are read as GitHub shows them', () => {
		const text =
			'## The `a`, b!\n[1](#the-a-b) [2](#the-b) [3](nobody.md) [4](contracts/ivvy.md#99)';
		expect(wrongLinks('docs/any.md', `${text} [5](contracts/ivvy.md#0-sources)`)).toEqual(
			['#the-b', 'nobody.md', 'contracts/ivvy.md#99'].map((link) => `docs/any.md links to ${link}`),
		);
	});

	it('may name files with a word for any name, and shorter below nodes/shared or a vendor', () => {
		const right = '`nodes/<Vendor>/vendor.ts` `http/caller.ts` `trigger/item.ts` `test/faults/`';
		const elsewhere = '[`docs/nobody.md`](https://example.com)';
		const wrong = ['nodes/shared/request.ts', 'form/nobody.ts', 'nodes/<Vendor>/nobody.ts'];
		expect(
			wrongMentions('docs/any.md', `${right} ${elsewhere} ${wrong.map((one) => `\`${one}\``)}`),
		).toEqual(wrong.map((one) => `docs/any.md names ${one}`));
	});
});

describe('notes that are gone', () => {
	it('are not mentioned', () => {
		const files = [...sources, ...documents].filter((file) => !ITSELF.test(file));
		expect(files.flatMap((file) => goneNotes(file, read(file)))).toEqual([]);
	});

	it.each(['DESIGN 4', 'see shared/vendors/ivvy.md', 'the seed page', 'contract 2.2, seed 004'])(
		'%s would be found',
		(text) => expect(goneNotes('any.js', text)).toHaveLength(1),
	);

	it.each(['design', 'docs/contracts/ivvy.md', 'the seeded records', 'test/vendors/ivvy.js'])(
		'%s would not',
		(text) => expect(goneNotes('any.js', text)).toEqual([]),
	);
});
