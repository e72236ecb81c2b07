import type { INodeProperties } from 'n8n-workflow';
import { InvalidInput } from '../contract/errors';
import type { Field, Form, Place, Values } from '../contract/field';
import { asObject } from '../text/unknownJson';
import { onBlank } from './blank';
import { looksUp, parameter, takesDates, type Looks } from './fields';
import { readEach } from './foundRecords';

/** A parameter of any number of entries; they come under `values`. */
export function entries(
	displayName: string,
	name: string,
	single: string,
	values: INodeProperties[],
	looks: Looks,
): INodeProperties {
	const more = {
		typeOptions: { multipleValues: true },
		placeholder: `Add ${single}`,
		...looks,
		options: [{ name: 'values', displayName: single, values }],
	};
	return parameter('fixedCollection', displayName, name, {}, more);
}

/** Any number of entries, each with the same fields. A blank in an entry is left out, where the field may be. */
export function rows<F extends Form>(
	label: string,
	single: string,
	form: F,
	looks: Looks = {},
): Field<ReadonlyArray<Values<F>> | undefined> {
	return {
		label,
		property: (name) =>
			entries(
				label,
				name,
				single,
				Object.entries(form).map(([key, field]) => field.property(key)),
				looks,
			),
		looksUp: looksUp(form),
		takesDates: takesDates(form),
		isBlank: (raw) => entriesOf(raw).length === 0,
		read(raw, place) {
			const given = entriesOf(raw);
			if (given.length === 0) return onBlank(label, place);
			const inside: Place = {
				...place,
				added: true,
				blank: place.blank === 'refuse' ? 'refuse' : 'leaveOut',
			};
			const readEntry = (entry: unknown) => {
				const values: Record<string, unknown> = {};
				readEach(Object.entries(form), ([key, field]) => {
					const added = Object.hasOwn(asObject(entry), key) && inside.added;
					values[key] = field.read(asObject(entry)[key], { ...inside, added, beside: values });
				});
				return values as Values<F>;
			};
			if (given.length === 1) return [readEntry(given[0])];
			return readEach(given.entries(), ([index, entry]) =>
				numbered(`${single} ${index + 1}`, () => readEntry(entry)),
			);
		},
	};
}

/** All entries have the same labels, so what is wrong says with which of them. */
function numbered<T>(name: string, read: () => T): T {
	try {
		return read();
	} catch (cause) {
		throw cause instanceof InvalidInput
			? new InvalidInput(`${name}: ${cause.message}`, cause.advice)
			: cause;
	}
}

function entriesOf(raw: unknown): unknown[] {
	const { values } = asObject(raw);
	return Array.isArray(values) ? values : [];
}
