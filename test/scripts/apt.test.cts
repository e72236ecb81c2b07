/** While packages are installed no server is started; the machine's own rule for that is as before afterwards. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'crm-activities-apt-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** What stands in the file while packages are installed, and afterwards: text and rights, or nothing. */
function policies(before: string | undefined): Array<[text: string, rights: number] | null> {
	const file = path.join(folder, 'policy-rc.d');
	fs.rmSync(file, { force: true });
	if (before !== undefined) fs.writeFileSync(file, before, { mode: 0o755 });
	const program = `
		import fs from 'node:fs';
		import { startNothing } from './scripts/lib/apt.mts';
		const file = ${JSON.stringify(file)};
		const now = () => fs.existsSync(file) ? [fs.readFileSync(file, 'utf8'), fs.statSync(file).mode & 0o777] : null;
		const putBack = await startNothing(file);
		const during = now();
		await putBack();
		console.log(JSON.stringify([during, now()]));
	`;
	const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
	return JSON.parse(execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' }));
}

const NO_SERVER = [expect.stringMatching(/^#!\/bin\/sh\n.*\nexit 101\n$/), 0o755];

it('leaves nothing where there was nothing', () => {
	expect(policies(undefined)).toEqual([NO_SERVER, null]);
});

it("puts the machine's own rule back", () => {
	const own = '#!/bin/sh\nexit 0\n';
	expect(policies(own)).toEqual([NO_SERVER, [own, 0o755]]);
});

it('clears away what a run that was killed has left', () => {
	const [during] = policies(undefined);
	expect(policies(during?.[0])).toEqual([NO_SERVER, null]);
});
