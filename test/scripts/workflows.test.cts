/**
 * What GitHub runs for the project: a tag of an action can be moved, and what is installed must
 * not get hold of rights.
 */
import fs from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(__dirname, '..', '..', '.github', 'workflows');
const WORKFLOWS = fs
	.readdirSync(FOLDER)
	.map((name) => [name, fs.readFileSync(path.join(FOLDER, name), 'utf8')] as const);
const RUNS_INSTALLED_CODE = /\bnpm (?:ci|install|run|test|exec)\b|\bnpx\b|\.ci\/run/;

/** name -> text of a workflow's jobs */
function jobsOf(text: string): Array<[name: string, text: string]> {
	const [, jobs = ''] = text.split(/^jobs:$/m);
	const parts = jobs.split(/^ {2}(\w+):$/m);
	return Array.from({ length: (parts.length - 1) / 2 }, (_, index) => [
		parts[2 * index + 1] ?? '',
		parts[2 * index + 2] ?? '',
	]);
}

it('there are some', () => expect(WORKFLOWS.map(([name]) => name)).toContain('ci.yml'));

describe.each(WORKFLOWS)('%s', (_name, text) => {
	it('names each action by its commit', () => {
		const used = [...text.matchAll(/uses: (.*)$/gm)].map(([, action]) => action);
		expect(used.length).toBeGreaterThan(0);
		for (const action of used)
			expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	});

	it('may do nothing but read, unless a job says so', () =>
		expect(text).toMatch(/^permissions:\n {2}contents: read\n(?! )/m));

	it.each(jobsOf(text))(
		'%s: runs nothing that was installed where it may write or sign',
		(_job, body) => {
			if (/: write$/m.test(body)) expect(body).not.toMatch(RUNS_INSTALLED_CODE);
			if (/npm ci/.test(body)) expect(body).toMatch(/npm ci --ignore-scripts/);
			if (!/contents: write/.test(body) && /actions\/checkout@/.test(body))
				expect(body).toMatch(/persist-credentials: false/);
		},
	);
});
