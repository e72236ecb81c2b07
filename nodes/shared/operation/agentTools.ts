import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../contract/errors';
import type { Form, Reader } from '../contract/field';
import { collection, flag, words } from '../form/fields';
import { LEAVE_OUT_BLANKS, placeOf, readForm, REFUSE_BLANKS } from '../form/readForm';

const LABEL = 'Confirm';
const CONFIRM = flag(LABEL, 'Whether the user has agreed to this');

/**
 * What an agent fills in before it takes something away. n8n shows it only where the node is a tool: it knows `@tool`
 * since long before the oldest engine that is supported.
 */
const CONFIRM_FORM = {
	confirm: {
		...CONFIRM,
		property: (name: string) => ({
			...CONFIRM.property(name),
			displayOptions: { show: { '@tool': [true] } },
		}),
	},
};

/** The field of an operation that takes something away; none for others. */
export function confirmField(isDestructive: boolean): Form {
	return isDestructive ? CONFIRM_FORM : {};
}

/**
 * An agent may have misread what it was asked for, so it says once more that this is meant. People who build a workflow
 * have said so by building it.
 * @throws InvalidInput with the next call to make
 */
export function checkConfirmed(reader: Reader): void {
	if (!reader.byAgent) return;
	const { confirm } = readForm(CONFIRM_FORM, reader, LEAVE_OUT_BLANKS);
	if (confirm === true) return;
	throw new InvalidInput(
		`"${LABEL}" must be true`,
		'This may change or delete data permanently. If the user has agreed to it, call the tool ' +
			`again with "${LABEL}" set to true. Nothing was sent.`,
	);
}

const SELECTED = {
	selectedFields: words('Selected Fields', {
		placeholder: 'e.g. id, title, due',
		description:
			'Keys to return, separated by commas, in that order. For AI agents this saves tokens. ' +
			'Without it all keys are returned.',
	}),
};

const SELECTED_OPTION = collection('Options', SELECTED);

/** The option of all operations that return records. */
export function selectedFieldsOption(returnsRecords: boolean): Form {
	return returnsRecords ? SELECTED : {};
}

/**
 * What the option leaves of a record. A key that the record does not have is null, so that all items have the same
 * keys.
 * @throws InvalidInput where the option came blank
 */
export function selectFields(reader: Reader): (record: IDataObject) => IDataObject {
	const { selectedFields } = SELECTED_OPTION.read(
		reader.raw('options'),
		placeOf(reader, REFUSE_BLANKS, true),
	);
	if (selectedFields === undefined) return (record) => record;
	return (record) => {
		const known = new Map(Object.entries(record));
		return Object.fromEntries(selectedFields.map((name) => [name, known.get(name) ?? null]));
	};
}
