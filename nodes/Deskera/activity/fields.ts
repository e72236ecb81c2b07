import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Values } from '../../shared/contract/field';
import type { RecordSearch } from '../../shared/contract/people';
import { choice, clearable, date, flag, identifier, text } from '../../shared/form/fields';
import { NUMBER_ID, picker, pickers } from '../../shared/form/recordPickers';
import { inOrder, toIsoUtc } from '../../shared/text/dates';
import { keptHtml } from '../../shared/text/html';
import { defined, withCleared } from '../../shared/text/unknownJson';
import { ACTIVITY_TYPES, VISIBILITIES } from '../enums';
import { contactFinder, organizationFinder, userFinder } from '../people';

export const activityId = findable();

/** @param externalId finds one by its External ID, too */
export function findable(externalId?: RecordSearch) {
	return picker('Activity', NUMBER_ID, {
		search: 'searchActivities',
		description: 'The activity, from the list or by its ID',
		externalId,
	});
}

/** Deskera sends real mail for the two invitation flags. */
const MAIL = 'Deskera sends real emails for this.';

/** Every field of an activity that can be written; docs/contracts/deskera.md section 3.3. Keys are Deskera's. */
export const ACTIVITY_FIELDS = {
	name: text('Title', { placeholder: 'e.g. Follow up on the quote' }),
	activity_type: choice('Type', ACTIVITY_TYPES, { fallback: 'call' }),
	start: date('Start', 'start', { description: 'When the activity starts. Sent in UTC.' }),
	end: date('End', 'end', { description: 'When the activity ends. Sent in UTC.' }),
	notes: clearable(
		text('Description', { rows: 4, description: "Deskera's notes. Plain text or HTML." }),
	),
	contact_ids: clearable(
		pickers('Contacts', 'Contact', NUMBER_ID, {
			search: 'searchContacts',
			people: contactFinder,
			description: 'People who take part',
		}),
	),
	organization_ids: clearable(
		pickers('Organizations', 'Organization', NUMBER_ID, {
			search: 'searchOrganizations',
			people: organizationFinder,
		}),
	),
	assignee_ids: clearable(
		pickers('Assigned To', 'User', NUMBER_ID, {
			search: 'searchUsers',
			people: userFinder,
			description: "The users who do it, Deskera's assignees",
		}),
	),
	linked_to: clearable(picker('Deal', NUMBER_ID, { search: 'searchDeals' })),
	is_status: flag('Completed', 'Whether the activity is completed'),
	visibility_type: choice('Visibility', VISIBILITIES, { fallback: 'team' }),
	user_timezone: identifier('Time Zone', {
		placeholder: 'e.g. Asia/Singapore',
		description:
			"IANA name of the time zone in which Deskera shows the activity. If empty, the workflow's zone is used.",
	}),
	is_send_invitation: flag(
		'Send Invitation to Assignees',
		`Whether to invite the assignees by email. ${MAIL}`,
	),
	is_send_contacts_invitation: flag(
		'Send Invitation to Contacts',
		`Whether to invite the contacts by email. ${MAIL}`,
	),
	is_availability: flag(
		'Availability',
		'Whether the availability flag of the activity is set. Deskera does not document what it does.',
	),
	source: clearable(
		text('Source', { placeholder: 'e.g. WEB', description: 'Where the activity comes from' }),
	),
	source_id: clearable(
		text('Source ID', { description: 'ID of the activity where it comes from' }),
	),
};

type ActivityValues = Partial<Values<typeof ACTIVITY_FIELDS>>;

/** For notes that come from somewhere that has encoded them already (section 10, no. 5). */
export const notesOption = {
	notesAreBase64: flag(
		'Description Is Base64',
		'Whether Description holds base64 already. Otherwise the node encodes it.',
	),
};

/** How a field is cleared: a text is empty, a list has no entries, and 0 is no deal, as in the answers. */
const CLEARED = {
	notes: '',
	source: '',
	source_id: '',
	contact_ids: [],
	organization_ids: [],
	assignee_ids: [],
	linked_to: 0,
} as const;

/** Values in Deskera's format: UTC times, notes in base64. @throws InvalidInput when the end is before the start */
export function activityBody(
	{ start, end, notes, ...rest }: ActivityValues,
	notesAreBase64 = false,
): IDataObject {
	inOrder(start, end, ['Start', 'End']);
	const encoded =
		notes === undefined || notes === null || notesAreBase64 ? notes : encodedNotes(keptHtml(notes));
	if (notesAreBase64 && encodedNotes(decodedNotes(notes ?? '')) !== (notes ?? ''))
		throw new InvalidInput(
			'"Description" is not base64',
			'Turn off Description Is Base64, or check the expression that gives the description.',
		);
	return withCleared(
		defined({
			...rest,
			start: start && toIsoUtc(start),
			end: end && toIsoUtc(end),
			notes: encoded,
		}),
		CLEARED,
	);
}

/** Notes go in as base64 of their UTF-8 text and come back decoded. */
export function encodedNotes(notes: string): string {
	return Buffer.from(notes, 'utf8').toString('base64');
}

/** @param notes base64 of UTF-8 text */
export function decodedNotes(notes: string): string {
	return Buffer.from(notes, 'base64').toString('utf8');
}
