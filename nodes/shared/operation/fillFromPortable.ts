import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Field, Form, Reader } from '../contract/field';
import { isBlank } from '../form/blank';
import { choice, fixed, json, when } from '../form/fields';
import { asObject, isObject } from '../text/unknownJson';
import { readPortable, type GivenPortable } from './portableRecord';

/** How an operation is filled in from a portable activity. */
export interface FromPortable {
	/** Fields that need not be filled in then; a drop-down among them gets a choice for that. */
	readonly optional: readonly string[];
	/** Fields that are shown for a choice of an optional drop-down, and also while that is left to the activity. */
	readonly shown?: readonly string[];
	/**
	 * The operation's own parameters, as a user would have filled them in; undefined for what the activity does not say.
	 * @param entered whether the user has filled in a field himself
	 */
	readonly values: (
		activity: GivenPortable,
		entered: (name: string) => boolean,
	) => Readonly<Record<string, unknown>>;
	/** Those of the values that the activity does not say, but a new record needs, as `madeUp` of a reader names them. */
	readonly madeUp?: (activity: GivenPortable) => readonly string[];
}

const FORM = 'form';
const PORTABLE = 'portable';

const CONTROLS = {
	valuesFrom: fixed(
		choice(
			'Values From',
			[
				{ name: 'Fields Above', value: FORM },
				{
					name: 'Portable Activity',
					value: PORTABLE,
					description:
						'An activity of any of the four vendors, read with Output set to Portable. Values ' +
						'entered above override it.',
				},
			],
			{ fallback: FORM },
		),
	),
	portableActivity: when(
		{
			...json('Portable Activity'),
			property: (name) => ({
				...json('Portable Activity', {
					description: 'The activity to take the values from',
				}).property(name),
				default: '={{ $json }}',
			}),
		},
		{ valuesFrom: [PORTABLE] },
	),
};

/** The operation's fields, and behind them the choice where their values come from, which few need. */
export function portableForm(fields: Form, { optional, shown = [] }: FromPortable): Form {
	const own = Object.entries(fields).map(
		([name, field]) =>
			[
				name,
				optional.includes(name)
					? eitherWay(field)
					: shown.includes(name)
						? alsoShown(field, optional)
						: field,
			] as const,
	);
	return { ...Object.fromEntries(own), ...CONTROLS };
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

function alsoShown(field: Field<unknown>, optional: readonly string[]): Field<unknown> {
	return { ...field, property: (name) => loose(field.property(name), optional) };
}

function shownFor(property: INodeProperties, from: string): INodeProperties {
	return {
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...property.displayOptions?.show, valuesFrom: [from] },
		},
	};
}

const asGiven = (): INodePropertyOptions => ({ name: 'As in the Portable Activity', value: '' });

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

/** A reader that gives the activity's values where the user has filled in nothing. @throws InvalidInput */
export function filledReader(reader: Reader, { values, madeUp = () => [] }: FromPortable): Reader {
	if (reader.raw('valuesFrom') !== PORTABLE) return reader;
	const activity = readPortable(reader.raw('portableActivity'), reader.zone);
	const given = values(activity, (name) => !isBlank(reader.raw(name)));
	const unsaid = madeUp(activity);
	return {
		itemIndex: reader.itemIndex,
		zone: reader.zone,
		dateFormat: reader.dateFormat,
		mark: reader.mark,
		records: reader.records,
		byAgent: reader.byAgent,
		get input() {
			return reader.input;
		},
		file: (name) => reader.file(name),
		given: (name) => reader.given(name),
		madeUp: (name) => unsaid.includes(name) && isBlank(enteredAt(reader, name)),
		raw(name) {
			const entered = reader.raw(name);
			const value = given[name];
			if (value === undefined) return entered;
			if (isObject(value) && !('__rl' in value))
				return { ...known(value), ...overrides(asObject(entered), value) };
			return isBlank(entered) ? value : entered;
		},
	};
}

/** What the user has filled in there. */
function enteredAt(reader: Reader, place: string): unknown {
	const [name, key] = place.split('.');
	return key === undefined ? reader.raw(name) : asObject(reader.raw(name))[key];
}

function known(values: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
	);
}

/** What was filled in overrides the activity; a blank does not, where the activity has a value. */
function overrides(entered: IDataObject, values: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(entered).filter(
			([name, value]) => !isBlank(value) || values[name] === undefined || values[name] === null,
		),
	);
}
