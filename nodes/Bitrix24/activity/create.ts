import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { InvalidInput } from '../../shared/contract/errors';
import type { Field, Reader, Values } from '../../shared/contract/field';
import { emptyField } from '../../shared/form/blank';
import { checkExternalId, externalIdIn } from '../../shared/form/externalId';
import {
	choice,
	collection,
	date,
	flag,
	notice,
	required,
	requiredWhen,
	text,
	when,
} from '../../shared/form/fields';
import { byId, picker, textId } from '../../shared/form/recordPickers';
import { multiStep } from '../../shared/operation/define';
import { inOrder, toIsoOffset } from '../../shared/text/dates';
import { referenceKey } from '../../shared/text/referenceLine';
import {
	asNumber,
	asObject,
	defined,
	withCleared,
	withoutNulls,
} from '../../shared/text/unknownJson';
import { batch } from '../bulk';
import { DIRECTIONS } from '../enums';
import { activityFrom, originKey, originOf } from '../externalOrigin';
import { clientOfDeal } from '../people';
import { assignedTo, client, ownerId, ownerType } from '../recordPickers';
import { DEAL, SHORT_CODE } from '../recordTypes';
import { filesBody, writtenFiles } from '../uploads';
import { resultOf } from '../vendor';
import { yesNo } from '../yesNo';
import { communicationBody, isGivenBy, NO_CLIENT, type Communication } from './communications';
import { descriptionBody } from './description';
import { EMAIL_FIELDS, mailSettings, othersOf } from './emailFields';
import { activityIdFrom } from './byExternalId';
import { remove } from './delete';
import { ACTIVITY, newFromPortable, toPortable } from './portable';
import { changing } from './changing';
import { activityIsFrom, markedOrigin } from './findOut';
import { addActivity, readActivity } from './requests';
import { written } from './simplify';
import { CLEARED, COMMON } from './systemFields';
import { addOrChangeTodo } from './createTodo';
import { todoDetails } from './todoFields';
import { statusOperations } from './status';
import { update } from './update';

const KINDS = [
	{ name: 'Call', value: 'call' },
	{ name: 'Email', value: 'email' },
	{ name: 'Meeting', value: 'meeting' },
	{
		name: 'To-Do',
		value: 'todo',
		description: "The universal activity, Bitrix24's default",
	},
] as const;

type Kind = (typeof KINDS)[number]['value'];
type SystemKind = Exclude<Kind, 'todo'>;

const TYPE_IDS = { call: 2, email: 4, meeting: 1 } as const;
const SYSTEM = ['call', 'email', 'meeting'];
const OUTGOING = 2;

const complete = statusOperations.find(({ value }) => value === 'complete');

const only = <T>(field: Field<T>, ...kinds: string[]) => when(field, { kind: kinds });
const needed = <T>(field: Field<T | undefined>, ...kinds: string[]) =>
	requiredWhen(field, { kind: kinds });

/** Who is on the other side. A call or meeting on a deal has the contact of the deal where none is given. */
const otherParty: typeof client = {
	...client,
	property: (name) => ({
		...client.property(name),
		description:
			'Who is called, met or written to. Required, except for a call or meeting on a deal: if empty there, it is ' +
			'the contact of the deal, or its company where it has none.',
	}),
	read(raw, place) {
		const given = client.read(raw, place);
		const { kind = 'todo', ownerType: type } = place.beside ?? {};
		const isOfDeal = type === undefined || type === DEAL;
		if (given === undefined && (kind === 'email' || (kind !== 'todo' && !isOfDeal)))
			throw emptyField(client.label, NO_CLIENT);
		return given;
	},
};

const PHONE = picker('Phone', textId('+1 202 555 0100'), {
	search: 'searchPhones',
	description:
		'One of the numbers of the contact, company or lead. If empty, it is the number by which Contact, Company or ' +
		'Lead is given, or else the first one of that record.',
});

const EMAIL = picker('Email', textId('name@email.com'), {
	search: 'searchEmails',
	description:
		'One of the addresses of the contact, company or lead. Required, unless Contact, Company or Lead is given by ' +
		'email: if empty then, it is that address.',
});

/** Where an email goes: asked for once it is known that its recipient isn't given by email. */
const emailAddress: typeof EMAIL = {
	...EMAIL,
	read(raw, place) {
		const address = EMAIL.read(raw, place);
		const { kind, client: other } = place.beside ?? {};
		const isKnown = other === undefined || isGivenBy('email', other);
		if (kind === 'email' && address === undefined && !isKnown) throw emptyField(EMAIL.label);
		return address;
	},
};

const systemDetails = collection('Additional Fields', {
	...COMMON,
	completed: flag(
		'Completed',
		'Whether the activity has taken place already. An email is only recorded, not sent.',
	),
	...EMAIL_FIELDS,
});

const FIELDS = {
	kind: choice<Kind>('Type', KINDS, { fallback: 'todo' }),
	ownerType: required(ownerType),
	owner: required(ownerId),
	deadline: needed(
		date('Due', 'end', { description: "When it is due, Bitrix24's deadline" }),
		'todo',
	),
	title: only(text('Title', { placeholder: 'e.g. Call back about the quote' }), 'todo'),
	todoDetails: only(todoDetails, 'todo'),
	subject: needed(
		text('Title', { placeholder: 'e.g. First call', description: 'The subject of an email' }),
		...SYSTEM,
	),
	responsible: needed(assignedTo, ...SYSTEM),
	client: only(otherParty, ...SYSTEM),
	phone: only(PHONE, 'call'),
	email: only(emailAddress, 'email'),
	direction: only(choice<number>('Direction', DIRECTIONS, { fallback: OUTGOING }), 'call', 'email'),
	start: only(
		date('Start', 'start', {
			description:
				'For calls and meetings Bitrix24 takes the deadline from it. If empty, it is the current time.',
		}),
		...SYSTEM,
	),
	sendEmail: only(
		flag(
			'Send the Email Now',
			'Whether Bitrix24 really sends this email to the address above. If off, it is only recorded in CRM.',
		),
		'email',
	),
	sendNotice: when(
		notice(
			'Bitrix24 sends the email to the customer as soon as this node runs, once for every item.',
		),
		{ kind: ['email'], sendEmail: [true] },
	),
	additionalFields: only(systemDetails, ...SYSTEM),
};

type Given = Values<typeof FIELDS>;

const externalIdOfActivity = externalIdIn(
	'A to-do keeps it as the last line of its description, such as Ref: A-17.',
);

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create an activity',
	description: 'Add a to-do, call, meeting or email to a CRM record',
	effect: 'write',
	writes: 'newOrFound',
	records: ({ kind = 'todo', additionalFields: { ORIGINATOR_ID } }, { externalId: external }) => {
		if (external === undefined) return [];
		return [kind === 'todo' ? referenceKey(external) : originKey(external, ORIGINATOR_ID)];
	},
	fields: FIELDS,
	fromPortable: {
		...newFromPortable,
		linkToSource: {
			vendor: 'bitrix24',
			idsOf: ACTIVITY,
			update,
			complete,
			parameters: (id) => ({ activityId: byId(id) }),
			present: {
				read: (id) => readActivity(Number(id)),
				portable: (body) => toPortable(asObject(resultOf(body))),
			},
			ifDeleted: { find: activityIdFrom, complete, remove },
		},
	},
	options: { externalId: externalIdOfActivity },
	*steps(values, { externalId: external }, item) {
		const { kind = 'todo' } = values;
		return kind === 'todo'
			? yield* addOrChangeTodo(values, external)
			: yield* addOrChange(kind, values, external, item);
	},
	bulk: batch,
});

/** @param external as the option External ID gives it: the activity that was made with it is changed instead */
function* addOrChange(
	kind: SystemKind,
	values: Given,
	external: string | undefined,
	item: Reader,
): Generator<RequestSpec, IDataObject, unknown> {
	const { subject, responsible, start, additionalFields } = values;
	const {
		completed,
		END_TIME,
		FILES,
		IS_INCOMING_CHANNEL,
		moreRecipients,
		noCopy,
		sender,
		...details
	} = additionalFields;
	inOrder(start, END_TIME, ['Start', 'End']);
	const state = stateOf(kind, values);
	const place = {
		OWNER_TYPE_ID: values.ownerType,
		OWNER_ID: values.owner,
		TYPE_ID: TYPE_IDS[kind],
		COMMUNICATIONS: [
			communicationBody(
				otherSide(kind, values, item),
				item.records,
				kind === 'email' ? EMAIL.label : PHONE.label,
			),
			...othersOf(kind, item.records, moreRecipients),
		],
	};
	if (external !== undefined) checkExternalId(external, details.ORIGIN_ID, 'Origin ID');
	const origin = external === undefined ? undefined : originOf(external, details.ORIGINATOR_ID);
	const filled = defined({
		SUBJECT: subject,
		RESPONSIBLE_ID: responsible,
		START_TIME: start && toIsoOffset(start),
		END_TIME: END_TIME && toIsoOffset(END_TIME),
		...details,
		...descriptionBody(details),
		...origin,
		IS_INCOMING_CHANNEL: yesNo(IS_INCOMING_CHANNEL),
		SETTINGS: mailSettings(kind, sender, noCopy),
		FILES: FILES && filesBody(FILES, item),
	});
	const present = origin === undefined ? undefined : yield* activityFrom(origin);
	if (present === undefined)
		return yield* added(
			{ ...place, ...withoutNulls(filled) },
			state,
			item.mark,
			origin !== undefined,
		);
	// What the form shows by itself was chosen by nobody; and the direction of an email is a part of sending it.
	const isChosen = kind === 'call' && (item.given('direction') || values.direction !== OUTGOING);
	const changed = defined({
		DIRECTION: isChosen ? values.direction : undefined,
		COMPLETED: yesNo(completed),
	});
	const said = item.madeUp('start') ? { ...filled, START_TIME: undefined } : filled;
	const changes = withCleared(defined({ ...said, ...changed }), CLEARED);
	yield changing(present, changes);
	const { TYPE_ID } = place;
	return {
		...written(present, { TYPE_ID, ...changes, ...writtenFiles(filled.FILES) }),
		updated: true,
	};
}

/**
 * Who is on the other side: for a call or meeting on a deal its own contact, where none is given.
 * @throws LookUpFirst until the deal was read, InvalidInput for a deal without one
 */
function otherSide(kind: SystemKind, values: Given, { records }: Reader): Communication {
	const { client: given, ownerType: type, owner } = values;
	const address = addressOf(kind, values);
	if (given !== undefined || type !== DEAL || kind === 'email')
		return { client: given, ...address };
	const code = records.idOf(clientOfDeal, String(owner), client.label);
	return { ...address, client: SHORT_CODE.parse(code) };
}

/** Where the other side of it is reached. */
function addressOf(
	kind: SystemKind,
	{ phone, email }: Given,
): Pick<Communication, 'type' | 'value'> {
	if (kind === 'call') return { type: 'PHONE', value: phone };
	return kind === 'email' ? { type: 'EMAIL', value: email } : { type: '', value: undefined };
}

/** In what state a new activity is added, and what is changed right after. */
interface State {
	readonly first: { readonly DIRECTION?: number; readonly COMPLETED: 'Y' | 'N' };
	readonly then?: { readonly COMPLETED: 'Y' };
}

/**
 * Bitrix24 sends an email that is added as outgoing and completed (docs/contracts/bitrix24.md
 * sections 2.2 and 12): only when asked to. One that is only recorded is completed afterwards.
 * @throws InvalidInput when an incoming email is to be sent
 */
function stateOf(kind: SystemKind, { direction, sendEmail, additionalFields }: Given): State {
	const isDone = additionalFields.completed === true;
	if (kind === 'meeting') return { first: { COMPLETED: isDone ? 'Y' : 'N' } };
	if (kind === 'call') return { first: { DIRECTION: direction, COMPLETED: isDone ? 'Y' : 'N' } };
	if (sendEmail === true) {
		const advice = 'Set Direction to Outgoing, or turn it off.';
		if (direction !== OUTGOING)
			throw new InvalidInput('"Send the Email Now" is on for an incoming email', advice);
		return { first: { DIRECTION: direction, COMPLETED: 'Y' } };
	}
	if (direction !== OUTGOING)
		return { first: { DIRECTION: direction, COMPLETED: isDone ? 'Y' : 'N' } };
	return {
		first: { DIRECTION: direction, COMPLETED: 'N' },
		...(isDone ? { then: { COMPLETED: 'Y' } } : {}),
	};
}

function* added(
	values: IDataObject,
	{ first, then }: State,
	mark: string,
	hasExternalId: boolean,
): Generator<RequestSpec, IDataObject, unknown> {
	const fields = defined({ ...values, ...first });
	const isMarked = fields.ORIGIN_ID === undefined && fields.ORIGINATOR_ID === undefined;
	const sent = isMarked ? { ...fields, ...markedOrigin(mark) } : fields;
	const made = yield {
		...addActivity(sent),
		findOut:
			sent.ORIGIN_ID === undefined
				? undefined
				: activityIsFrom(sent, (id) => id, { isUnique: isMarked || hasExternalId }),
	};
	const id = asNumber(resultOf(made));
	if (then !== undefined) yield changing(id, then);
	return written(id, { ...fields, ...then, ...writtenFiles(fields.FILES) });
}
