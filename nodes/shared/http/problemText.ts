import type { Hint, Problem } from '../contract/call';
import type { FieldsInHand } from '../contract/field';
import { joined, sentence, shortened, shown } from '../text/sentences';

/** A problem as people read it. */
interface ProblemText {
	/** What is wrong, with the label and the value of the field at fault where they are known. */
	readonly title: string;
	/** The vendor's own words, unless the title holds them. */
	readonly says: string;
	readonly advice: string;
}

/** No form: a trigger, or a list in the editor. */
export const NO_FIELDS: FieldsInHand = { find: () => undefined };

/** The labels that stand in a hint, as names of parameters. */
const LABELS = /\{([\w|]+)\}/g;

/**
 * How an error reads: our sentence, then the vendor's own words, then what to do. Fields are named by the labels of
 * the form in hand alone.
 * @param redact takes secrets out of what was entered; what the problem says is clean already
 */
export function problemText(
	problem: Problem,
	fields: FieldsInHand = NO_FIELDS,
	redact: (text: string) => string = (text) => text,
): ProblemText {
	const { title, says, hints = [], advice } = problem;
	const words = says === undefined ? '' : says.text.trim();
	const isTold = words === '' || title.includes(words);
	const quoted = isTold ? '' : sentence(`${says?.by} says: ${shortened(words)}`);
	const told = hints.map((hint) => hintText(hint, fields));
	return {
		title: `${shortened(title)}${atFault(problem, fields, redact)}`,
		says: quoted,
		advice: joined(...told, shortened(advice)),
	};
}

/** ` ("Task": 4711)`: which field holds the value that is refused. */
function atFault(
	{ field = [] }: Problem,
	fields: FieldsInHand,
	redact: (text: string) => string,
): string {
	const found = field.length === 0 ? undefined : fields.find(field);
	if (found === undefined || !isOneValue(found.value)) return '';
	const { label, value } = found;
	return ` ("${label}": ${shown(typeof value === 'string' ? redact(value) : value)})`;
}

/** What can be shown in a line: no list, no map, nothing blank. */
function isOneValue(value: unknown): boolean {
	return (
		(typeof value === 'string' && value.trim() !== '') ||
		typeof value === 'number' ||
		typeof value === 'boolean'
	);
}

function hintText(hint: Hint, fields: FieldsInHand): string {
	for (const sentenceWithLabels of typeof hint === 'string' ? [hint] : hint) {
		let isWhole = true;
		const text = sentenceWithLabels.replace(LABELS, (_all, names: string) => {
			const label = fields.find(names.split('|'))?.label;
			isWhole &&= label !== undefined;
			return `"${label ?? ''}"`;
		});
		if (isWhole) return text;
	}
	return '';
}
