/** The examples: each is tagged by the job that it does, says what it gives, and stands in the lists of the docs. */
import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');
const FOLDER = path.join(ROOT, 'examples');
const LONGEST_TAG = 24;
/** Of a workflow with a longer ID, n8n does not save what its triggers remember; since some versions ago 21 will do. */
const LONGEST_ID = 16;

/** Tags and the jobs of the README that have them; the last two are for what is no such job. */
const JOBS: Readonly<Record<string, string | undefined>> = {
	'Rows to tasks': 'Rows become tasks for the right people',
	'Log calls': 'Calls are logged',
	'Bulk activities': 'Custom activities in bulk',
	'Copy between CRMs': 'Copy from one CRM to another',
	Digests: 'Digest of what is overdue',
	'React to changes': undefined,
	'AI agents': undefined,
};

interface Workflow {
	readonly id: string;
	readonly tags: ReadonlyArray<{ readonly id: string; readonly name: string }>;
}

const NAMES = fs
	.readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.map((file) => path.basename(file, '.json'));
const read = (file: string): string => fs.readFileSync(path.join(ROOT, file), 'utf8');
const workflowOf = (name: string): Workflow =>
	JSON.parse(read(path.join('examples', `${name}.json`))) as Workflow;

/** The text below a heading of the README, up to the next one. */
function sectionOf(heading: string): string {
	const [, text = ''] = read('README.md').split(`\n### ${heading}\n`);
	return text.split(/\n##+ /)[0] ?? '';
}

describe.each(NAMES)('%s', (name) => {
	it('has one tag, the job that it does', () => {
		const { tags } = workflowOf(name);
		expect(tags).toHaveLength(1);
		expect(Object.keys(JOBS)).toContain(tags[0]?.name);
		expect(tags[0]?.name.length).toBeLessThanOrEqual(LONGEST_TAG);
	});

	it('has an ID with which n8n saves what its triggers remember', () => {
		expect(workflowOf(name).id).toMatch(/^\w+$/);
		expect(workflowOf(name).id.length).toBeLessThanOrEqual(LONGEST_ID);
	});

	it('says what it gives, and has a line and a picture in the list', () => {
		expect(fs.existsSync(path.join(FOLDER, 'expected', `${name}.json`))).toBe(true);
		const list = read('examples/README.md');
		expect(list).toContain(`| \`${name}.json\` |`);
		expect(list).toContain(`(../docs/images/examples/${name}.png)`);
	});
});

it('the same tag has the same id everywhere, and no two have one', () => {
	const pairs = new Set(
		NAMES.flatMap((name) => workflowOf(name).tags.map((tag) => `${tag.id} ${tag.name}`)),
	);
	expect(new Set([...pairs].map((pair) => pair.split(' ')[0])).size).toBe(pairs.size);
});

describe.each(Object.entries(JOBS).filter(([, heading]) => heading !== undefined))(
	'the job %s',
	(tag, heading = '') => {
		it('is told in ten lines at most, with a picture and an example to import', () => {
			const text = sectionOf(heading);
			const lines = text.split('\n').filter((line) => line.trim() !== '');
			expect(lines.length).toBeGreaterThan(3);
			expect(lines.length).toBeLessThanOrEqual(10);
			expect(text).toMatch(/!\[[^\]]+\]\(docs\/images\/examples\/[\w-]+\.png\)/);
			const imports = [...text.matchAll(/\(examples\/([\w-]+)\.json\)/g)].map(
				([, name = '']) => name,
			);
			expect(imports.map((name) => workflowOf(name).tags[0]?.name)).toContain(tag);
		});
	},
);
