import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Field, Form } from '../contract/field';
import type { FromPortable } from './fillFromPortable';
import { linkForm } from './linkFields';
import { MATCH_PEOPLE } from './matchPeopleFields';
import { FORM, PORTABLE, VALUES_FROM } from './valuesFrom';

/** The operation's fields, and behind them the choice where their values come from, which few need. */
export function portableForm(
	fields: Form,
	{ optional, shown = [], linkToSource }: FromPortable,
): Form {
	const controls = {
		...VALUES_FROM,
		...(linkToSource === undefined ? {} : linkForm(linkToSource)),
		...MATCH_PEOPLE,
	};
	const own = Object.entries(fields).map(([name, field]) => {
		const visible = shown.includes(name) ? alsoShown(field, optional) : field;
		return [name, optional.includes(name) ? eitherWay(visible) : visible] as const;
	});
	return { ...Object.fromEntries(own), ...controls };
}

/** Required when the form is filled in, free when an activity gives the value. */
function eitherWay(field: Field<unknown>): Field<unknown> {
	return {
		...field,
		properties: (name) => [
			shownFor(field.property(name), FORM),
			shownFor(free(field.property(name)), PORTABLE),
		],
	};
}

/** Shown as well while an optional drop-down is left to the activity. */
function alsoShown(field: Field<unknown>, optional: readonly string[]): Field<unknown> {
	return { ...field, property: (name) => loose(field.property(name), optional) };
}

function shownFor(property: INodeProperties, from: string): INodeProperties {
	return {
		...property,
		displayOptions: {
			...property.displayOptions,
			// Before what an expression may say, behind which n8n looks at no further condition.
			show: { valuesFrom: [from], ...property.displayOptions?.show },
		},
	};
}

const asGiven = (): INodePropertyOptions => ({ name: 'As in the Portable Activity', value: '' });

/** Not required; a drop-down gets a choice that leaves it to the activity. */
function free(property: INodeProperties): INodeProperties {
	const rest = { ...property };
	delete rest.required;
	return property.type === 'options'
		? {
				...rest,
				default: '',
				options: [asGiven(), ...((property.options ?? []) as INodePropertyOptions[])],
			}
		: rest;
}

function loose(property: INodeProperties, optional: readonly string[]): INodeProperties {
	const show = property.displayOptions?.show;
	if (show === undefined) return property;
	const wider = Object.fromEntries(
		Object.entries(show).map(([name, values]) => [
			name,
			optional.includes(name) && Array.isArray(values) ? [...values, ''] : values,
		]),
	);
	return { ...property, displayOptions: { show: wider } };
}
