/** How long the package takes to load into an n8n that is there already. */
import path from 'node:path';
import { readJson, ROOT, run } from '../lib/tools.mjs';

const MOST_MS = 150;
const PROCESSES = 5;

const script = (files) =>
	"require('n8n-workflow'); const started = performance.now(); for (const file of " +
	`${JSON.stringify(files)}) require(file); console.log(performance.now() - started);`;

/** @returns {Promise<object>} the bar */
export async function loadingBar() {
	const { n8n } = await readJson(path.join(ROOT, 'package.json'));
	const files = [...n8n.nodes, ...n8n.credentials].map((file) => path.join(ROOT, file));
	const times = [];
	for (let turn = 0; turn < PROCESSES; turn++) {
		const { code, output } = await run(process.execPath, ['-e', script(files)]);
		if (code !== 0) throw new Error(output);
		times.push(Number(output));
	}
	const middle = times.sort((a, b) => a - b)[Math.floor(PROCESSES / 2)];
	return {
		name: `loading ${n8n.nodes.length} nodes and ${n8n.credentials.length} credentials`,
		wanted: `at most ${MOST_MS} ms`,
		measured: `${middle.toFixed(0)} ms`,
		met: middle <= MOST_MS,
	};
}
