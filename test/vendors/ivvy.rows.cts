/**
 * The rows of the fake iVvy's lists, docs/contracts/ivvy.md sections 6.2, 7.2, 9 and 10.
 * Notifications carry the same rows (section 11).
 */
import { there } from '../support/there.cts';
import type { Options } from './ivvy.behavior.cts';
import type {
	Activity,
	Company,
	Contact,
	Lead,
	Owner,
	RecordOf,
	Store,
	Task,
} from './ivvy.data.cts';
import type { Note } from './ivvy.notes.data.cts';

export const utc = (value: string | null) => (value ? `${value} UTC` : null);
const escape = (value: string) =>
	value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const html = (value: string) =>
	!value || /^\s*</.test(value) ? value : `<p>${escape(value).replace(/\r?\n/g, '<br>')}</p> `;
export const omit = <T extends object, Name extends string>(record: T, ...names: Name[]) =>
	Object.fromEntries(
		Object.entries(record).filter(([name]) => !(names as string[]).includes(name)),
	) as Omit<T, Name>;

function assigned({ assignedUserId }: Activity | Task, store: Store) {
	const user = store.users.get(assignedUserId ?? 0);
	return {
		assignedUserId,
		assignedUserFullName: user ? `${user.firstName} ${user.lastName}` : null,
		assignedUserEmail: user?.email ?? null,
	};
}

const owned = (
	{ venueId, leadId, contactId, companyId, companyContactId }: Owner,
	options: Options,
) => ({
	venueId: options.venueIdText && venueId !== null ? String(venueId) : venueId,
	leadId,
	contactId,
	companyId,
	companyContactId,
});
const dated = (record: { createdDate: string; modifiedDate: string }) => ({
	createdDate: utc(record.createdDate),
	modifiedDate: utc(record.modifiedDate),
});

/** Section 6.2: no priority, no purposeId. */
export function activityRow(record: Activity, store: Store, options: Options) {
	const { id, subType, name, location } = record;
	const purpose = store.purposes.get(record.purposeId ?? 0);
	const times = {
		startDatetime: utc(record.startDatetime),
		endDatetime: utc(record.endDatetime),
		...dated(record),
	};
	return {
		id,
		...owned(record, options),
		subType,
		name,
		description: html(record.description),
		purposeName: purpose?.name ?? null,
		purposeType: purpose?.type ?? null,
		location,
		...assigned(record, store),
		...times,
	};
}

/** Section 7.2. */
export function taskRow(record: Task, store: Store, options: Options) {
	const { id, bookingId, name, status, priority, progress } = record;
	return {
		id,
		...owned(record, options),
		bookingId,
		name,
		description: html(record.description),
		status,
		...assigned(record, store),
		priority,
		endDatetime: utc(record.endDatetime),
		progress,
		...dated(record),
	};
}

interface Person {
	readonly id: number;
	readonly firstName: string;
	readonly lastName: string;
	readonly email: string;
	readonly phone?: string;
}

const person = ({ id, firstName, lastName, email, phone = '' }: Person) => ({
	id,
	firstName,
	lastName,
	email,
	phone,
});

export function leadRow(record: Lead, store: Store) {
	const company = store.companies.get(record.companyId ?? 0);
	const contact = store.contacts.get(record.contactId ?? 0);
	const user = store.users.get(record.ownerUserId ?? 0);
	return {
		...omit(
			record,
			'ownerUserId',
			'contactId',
			'companyId',
			'industryId',
			'companyLeadContactId',
			'customFields',
		),
		ownerUser: user === undefined ? null : person(user),
		contact: contact === undefined ? null : person(contact),
		company:
			company === undefined
				? null
				: (({ id, businessName, businessNumber, phone, email }) => ({
						id,
						businessName,
						businessNumber,
						phone,
						email,
					}))(company),
		quality: store.qualities.get(record.qualityId ?? 0)?.label ?? null,
		stageName: there(store.stages.get(record.stageId)).name,
		stageReasonId: null,
		stageReasonName: null,
		type: there(store.types.get(record.typeId)).type,
		sourceName: store.sources.get(record.sourceId)?.name ?? null,
		channelName: store.channels.get(record.channelId ?? 0)?.name ?? null,
		...dated(record),
	};
}

const companiesData = (record: Contact, store: Store) =>
	record.companies.map((id) => ({
		id,
		businessName: there(store.companies.get(id)).businessName,
	}));
export const contactRow = (record: Contact, store: Store) => ({
	...omit(
		record,
		'status',
		'smsStatus',
		'venueId',
		'venueGroupId',
		'externalUrls',
		'privacyConsent',
	),
	companiesData: companiesData(record, store),
	modifiedDate: utc(record.modifiedDate),
});
export const companyRow = (record: Company) => ({
	...omit(record, 'venueId', 'venueGroupId'),
	modifiedDate: utc(record.modifiedDate),
});

/** Section 5: notes show modifiedDate without the suffix. */
export const noteRow = (record: Note) => ({
	...omit(record, 'venueId'),
	createdDate: utc(record.createdDate),
});

/** Section 10: of bookings both times have it, and days and things are not shown. */
export const bookingNoteRow = (record: RecordOf<'bookingNotes'>) => {
	const { id, venueId, bookingId, isPrivate, description, typeId, createdBy } = record;
	const [createdDate, modifiedDate] = [utc(record.createdDate), utc(record.modifiedDate)];
	const shown = { id, venueId, bookingId, isPrivate, description, typeId, createdBy };
	return { ...shown, createdDate, modifiedDate };
};
export const bookingRow = (record: RecordOf<'bookings'>) => ({ ...record, ...dated(record) });

/** Section 9, with what only getContact shows. */
export const contactDetail = (record: Contact, store: Store) => ({
	...contactRow(record, store),
	status: record.status,
	smsStatus: record.smsStatus,
	eventInvitations: [],
	eventRegistrations: [],
	externalUrls: record.externalUrls ?? [],
});
/** Section 9: the id comes back as text. */
export const companyDetail = (record: Company) => ({
	...companyRow(record),
	id: String(record.id),
});
