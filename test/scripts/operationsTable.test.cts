/** The README's table of operations is what the built nodes have. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

it('is up to date', () => {
	const script = path.join(__dirname, '..', '..', 'scripts', 'run.mjs');
	const { status, stderr } = spawnSync(process.execPath, [script, 'operationsTable', '--check'], {
		encoding: 'utf8',
	});
	expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
