import type { IDataObject } from 'n8n-workflow';
import { toIsoOffset } from '../../shared/dates';
import { multiStep } from '../../shared/define';
import { InvalidInput } from '../../shared/errors';
import { externalId } from '../../shared/externalId';
import { choice, collection, date, files, flag, notice, required, text, when, type Field } from '../../shared/fields';
import { TEXT_ID, picker } from '../../shared/pickers';
import { asNumber, asObject, defined } from '../../shared/values';
import { batch } from '../batch';
import { CONTENT_TYPES, DIRECTIONS, PRIORITIES } from '../enums';
import { filesBody, writtenFiles } from '../files';
import { activityFrom, originOf } from '../origin';
import { client, ownerId, ownerType, user } from '../pickers';
import { method, resultOf } from '../vendor';
import { communicationBody } from './communications';
import { newFromPortable } from './portable';
import { descriptionBody } from './systemFields';
import { todoBody, todoDetails } from './todoFields';

const KINDS = [
	{ name: 'Call', value: 'call' },
	{ name: 'Email', value: 'email' },
	{ name: 'Meeting', value: 'meeting' },
	{ name: 'To-Do', value: 'todo', description: 'The universal activity, which Bitrix24 makes by default' },
] as const;

type Kind = (typeof KINDS)[number]['value'];

const TYPE_IDS = { call: 2, email: 4, meeting: 1 } as const;
const SYSTEM = ['call', 'email', 'meeting'];

const only = <T>(field: Field<T>, ...kinds: string[]) => when(field, { kind: kinds });

const systemDetails = collection('Additional Fields', {
	DESCRIPTION: text('Description', { rows: 4, description: 'What it is about; for an email its text' }),
	DESCRIPTION_TYPE: choice<number>('Description Format', CONTENT_TYPES, { fallback: 1 }),
	END_TIME: date('End'),
	FILES: files('Files', 'Files of the input item to attach'),
	LOCATION: text('Location'),
	ORIGINATOR_ID: text('Originator ID', { description: 'Name of the system where the activity comes from' }),
	ORIGIN_ID: text('Origin ID', { description: 'ID of the activity in the system where it comes from' }),
	PRIORITY: choice<number>('Priority', PRIORITIES, { fallback: 2 }),
	completed: flag('Completed', 'Whether the activity has taken place already. An email is only recorded, not sent.'),
});

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create an activity',
	description: 'Add a to-do, call, meeting or email to a CRM record',
	effect: 'write',
	fields: {
		kind: choice<Kind>('Kind', KINDS, { fallback: 'todo' }),
		ownerType: required(ownerType),
		owner: required(ownerId),
		deadline: only(date('Deadline'), 'todo'),
		title: only(text('Title', { placeholder: 'e.g. Call back about the quote' }), 'todo'),
		todoDetails: only(todoDetails, 'todo'),
		subject: only(text('Subject', { placeholder: 'e.g. First call' }), ...SYSTEM),
		responsible: only(user('Responsible User'), ...SYSTEM),
		client: only(client, ...SYSTEM),
		phone: only(picker('Phone', TEXT_ID, { search: 'searchPhones', description: 'One of the numbers of the contact, company or lead' }), 'call'),
		email: only(picker('Email', TEXT_ID, { search: 'searchEmails', description: 'One of the addresses of the contact, company or lead' }), 'email'),
		direction: only(choice<number>('Direction', DIRECTIONS, { fallback: 2 }), 'call', 'email'),
		start: only(date('Start', { description: 'For calls and meetings Bitrix24 takes the deadline from it. Empty means now.' }), ...SYSTEM),
		sendEmail: only(flag('Send the Email Now', 'Whether Bitrix24 really sends this email to the address above. Off, it is only recorded in CRM.'), 'email'),
		sendNotice: when(notice('Bitrix24 sends the email to the customer as soon as this node runs, once for every item.'), { kind: ['email'], sendEmail: [true] }),
		additionalFields: only(systemDetails, ...SYSTEM),
	},
	fromPortable: newFromPortable,
	options: { externalId },
	async *steps(values, { externalId: external }, item) {
		const { kind = 'todo', ownerType: ownerTypeId, owner } = values;
		if (kind === 'todo') {
			if (external !== undefined) throw new InvalidInput('A to-do can not keep an "External ID"', 'Bitrix24 has no place for it in a to-do. Set Kind to Call, Email or Meeting, or leave it away.');
			if (values.deadline === undefined) throw new InvalidInput('"Deadline" is empty', 'A to-do needs a deadline.');
			const { completed: isDone, ...todo } = values.todoDetails;
			const parameters = defined({ ownerTypeId, ownerId: owner, ...todoBody({ ...todo, deadline: values.deadline, title: values.title }) });
			const id = asNumber(asObject(resultOf(yield method('crm.activity.todo.add', parameters, 'write'))).id);
			// A new to-do is open.
			if (isDone === true) yield method('crm.activity.update', { id, fields: { COMPLETED: 'Y' } }, 'write');
			return defined({ id, kind, ...parameters, completed: isDone });
		}
		const { subject, responsible, additionalFields: { completed = false, END_TIME, FILES, ...details } } = values;
		for (const [label, value] of [['Subject', subject], ['Responsible User', responsible]] as const) {
			if (value === undefined) throw new InvalidInput(`"${label}" is empty`, 'Bitrix24 needs it for calls, meetings and emails.');
		}
		if (values.start !== undefined && END_TIME !== undefined && END_TIME.local < values.start.local) throw new InvalidInput('"End" is before "Start"', 'Correct one of the two dates.');
		const address = { call: { type: 'PHONE', value: values.phone }, email: { type: 'EMAIL', value: values.email }, meeting: { type: '', value: undefined } } as const;
		const fields = defined({
			OWNER_TYPE_ID: ownerTypeId,
			OWNER_ID: owner,
			TYPE_ID: TYPE_IDS[kind],
			SUBJECT: subject,
			RESPONSIBLE_ID: responsible,
			COMMUNICATIONS: [communicationBody({ client: values.client, ...address[kind] })],
			START_TIME: values.start && toIsoOffset(values.start),
			END_TIME: END_TIME && toIsoOffset(END_TIME),
			...details,
			...descriptionBody(details),
			...(external === undefined ? {} : originOf(external, details.ORIGINATOR_ID)),
			...mailing(kind, values.direction, values.sendEmail === true, completed),
			FILES: FILES && (await filesBody(FILES, item)),
		});
		const present = external === undefined ? undefined : yield* activityFrom(originOf(external, details.ORIGINATOR_ID));
		if (present !== undefined) {
			const changes = changeable(kind, fields);
			yield method('crm.activity.update', { id: present, fields: changes }, 'write');
			return { id: present, updated: true, kind, ...changes, ...writtenFiles(fields.FILES) };
		}
		const id = asNumber(resultOf(yield method('crm.activity.add', { fields }, 'write')));
		return { id, kind, ...fields, ...writtenFiles(fields.FILES) };
	},
	bulk: batch,
});

const FIXED = ['OWNER_TYPE_ID', 'OWNER_ID', 'TYPE_ID', 'COMMUNICATIONS'];
/** Together they can send an email, and once more with each update. */
const SENDING = ['DIRECTION', 'COMPLETED'];

/** What can be written to an activity that is there. */
function changeable(kind: Kind, fields: IDataObject): IDataObject {
	const kept = kind === 'email' ? [...FIXED, ...SENDING] : FIXED;
	return Object.fromEntries(Object.entries(fields).filter(([name]) => !kept.includes(name)));
}

const OUTGOING = 2;

/** Bitrix24 sends an email that is outgoing and completed (vendors/bitrix24.md section 2.2): only when asked to. */
function mailing(kind: Exclude<Kind, 'todo'>, direction: number | undefined, send: boolean, completed: boolean) {
	if (kind === 'meeting') return { COMPLETED: completed ? 'Y' : 'N' };
	if (kind === 'call') return { DIRECTION: direction, COMPLETED: completed ? 'Y' : 'N' };
	if (send && direction !== OUTGOING) throw new InvalidInput('"Send the Email Now" is on for an incoming email', 'Set Direction to Outgoing, or switch it off.');
	const recorded = direction === OUTGOING ? 'N' : completed ? 'Y' : 'N';
	return { DIRECTION: direction, COMPLETED: send ? 'Y' : recorded };
}
