/** The table of docs/ai-agents.md: what each operation costs as a tool. */
import type { ToolSize } from './toolSchemas.cts';

const PLACE = /(<!-- tool sizes: .* -->\n\n)[^]*(\n\n<!-- end of tool sizes -->)/;

/** @param text of the page @returns it with the table anew @throws where the page has no place for it */
export function withTable(text: string, sizes: readonly ToolSize[]): string {
	if (!PLACE.test(text)) throw new Error('docs/ai-agents.md has no place for its table.');
	const rows = sizes.map(({ node, action, fixed, shown, described, everything }) =>
		[node, action, fixed, shown, described, everything].join(' | '),
	);
	const table = [
		'| Node | Operation | Fixed | Fields shown | With descriptions | Every field |',
		'|---|---|--:|--:|--:|--:|',
		...rows.map((row) => `| ${row} |`),
	].join('\n');
	return text.replace(PLACE, (_all, start: string, end: string) => start + table + end);
}
