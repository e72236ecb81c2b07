/** A model reads every tool of its agent again with each message, so what it is told of an operation is short. */
import fs from 'node:fs';
import path from 'node:path';
import { toolSizes } from '../support/toolSchemas.cts';
import { withTable } from '../support/toolTable.cts';

const MOST = 500;
const SIZES = toolSizes();
const DOCUMENT = path.join(__dirname, '..', '..', 'docs', 'ai-agents.md');

it.each(SIZES.map((size) => [`${size.node}: ${size.action}`, size] as const))(
	'%s takes at most 500 tokens, however much of it is left to the model',
	(_name, { fixed, shown, described, everything }) => {
		expect(fixed).toBeGreaterThan(0);
		expect(Math.max(fixed, shown, described, everything)).toBeLessThanOrEqual(MOST);
	},
);

it('docs/ai-agents.md has these numbers', () => {
	const text = fs.readFileSync(DOCUMENT, 'utf8');
	expect(withTable(text, SIZES)).toBe(text);
});
