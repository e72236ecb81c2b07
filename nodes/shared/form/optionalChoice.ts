import type { Field } from '../contract/field';
import { isBlank } from './blank';
import { choice, parameter, type Choice } from './fields';

/** What a drop-down shows while nothing was picked. */
interface Unset {
	readonly name: string;
	readonly description?: string;
}

/**
 * A drop-down outside of a collection that says nothing until something is picked: a new record gets what the vendor
 * gives it, and one that exists keeps its own. An expression that gives nothing is an error, as in any drop-down.
 */
export function optionalChoice<V extends string | number>(
	label: string,
	choices: ReadonlyArray<Choice<V>>,
	unset: Unset,
): Field<V | undefined> {
	const field = choice(label, choices);
	return {
		...field,
		property: (name) =>
			parameter('options', label, name, '', {
				options: [{ ...unset, value: '' }, ...choices.map((one) => ({ ...one }))],
			}),
		read: (raw, place) => (!place.added && isBlank(raw) ? undefined : field.read(raw, place)),
	};
}
