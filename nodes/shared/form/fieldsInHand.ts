import type { INodeProperties } from 'n8n-workflow';
import type { FieldsInHand, Form, Reader } from '../contract/field';
import type { Operation } from '../contract/operation';
import { isObject } from '../text/unknownJson';
import { runForms } from './runOptions';

interface Found {
	readonly label: string;
	readonly value: unknown;
}

/**
 * The fields of an operation that an item's form shows, for errors that name them: its own, those inside its
 * collections, and its options. A field that is hidden for what stands in others counts as absent.
 */
export function fieldsInHand(operation: Operation, reader: Reader): FieldsInHand {
	let known: ReadonlyMap<string, Found> | undefined;
	return {
		find(names) {
			known ??= shownFields(operation, reader);
			const name = names.find((one) => known?.has(one));
			return name === undefined ? undefined : known.get(name);
		},
	};
}

function shownFields(operation: Operation, reader: Reader): ReadonlyMap<string, Found> {
	const found = new Map<string, Found>();
	const add = ({ name, displayName: label }: INodeProperties, value: unknown) => {
		if (!found.has(name)) found.set(name, { label, value: plain(value) });
	};
	const raw = (name: string) => rawOf(reader, name);
	for (const property of propertiesOf(operation.fields)) {
		if (!isShown(property, raw)) continue;
		const value = raw(property.name);
		if (property.type !== 'notice' && property.type !== 'hidden') add(property, value);
		if (property.type === 'collection') addInner(property, value, raw, add);
	}
	for (const [name, form] of Object.entries(runForms(operation)))
		for (const option of propertiesOf(form)) add(option, inside(raw(name), option.name));
	return found;
}

function addInner(
	{ options = [] }: INodeProperties,
	value: unknown,
	raw: (name: string) => unknown,
	add: (property: INodeProperties, value: unknown) => void,
): void {
	for (const inner of options) {
		if (!('displayName' in inner) || !('type' in inner)) continue;
		const sibling = (name: string) =>
			name.startsWith('/') ? raw(name.slice(1)) : (inside(value, name) ?? raw(name));
		if (isShown(inner, sibling)) add(inner, inside(value, inner.name));
	}
}

function propertiesOf(form: Form): INodeProperties[] {
	return Object.entries(form).flatMap(
		([name, field]) => field.properties?.(name) ?? [field.property(name)],
	);
}

function isShown({ displayOptions }: INodeProperties, raw: (name: string) => unknown): boolean {
	const is = ([name, values = []]: [string, unknown[] | undefined]) => {
		const value = plain(raw(name));
		return values.some((one) => isObject(one) || one === value);
	};
	return (
		Object.entries(displayOptions?.show ?? {}).every(is) &&
		!Object.entries(displayOptions?.hide ?? {}).some(is)
	);
}

function inside(collection: unknown, name: string): unknown {
	return isObject(collection) ? collection[name] : undefined;
}

/** What was entered into a record picker stands inside it. */
function plain(value: unknown): unknown {
	return isObject(value) && '__rl' in value ? value.value : value;
}

/** An error must not be lost because a parameter can't be read. */
function rawOf(reader: Reader, name: string): unknown {
	try {
		return reader.raw(name);
	} catch {
		return undefined;
	}
}
