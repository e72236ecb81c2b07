'use strict';
/**
 * The rows of the fake iVvy's lists, docs/contracts/ivvy.md sections 6.2, 7.2, 9 and 10.
 * Notifications carry the same rows (section 11).
 */

const utc = (value) => (value ? `${value} UTC` : null);
const escape = (value) => value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const html = (value) =>
	!value || /^\s*</.test(value) ? value : `<p>${escape(value).replace(/\r?\n/g, '<br>')}</p> `;
const omit = (record, ...names) =>
	Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));

function assigned({ assignedUserId }, store) {
	const user = store.users.get(assignedUserId);
	return {
		assignedUserId,
		assignedUserFullName: user ? `${user.firstName} ${user.lastName}` : null,
		assignedUserEmail: user?.email ?? null,
	};
}

const owned = ({ venueId, leadId, contactId, companyId, companyContactId }, options) => ({
	venueId: options.venueIdText && venueId !== null ? String(venueId) : venueId,
	leadId,
	contactId,
	companyId,
	companyContactId,
});
const dated = (record) => ({
	createdDate: utc(record.createdDate),
	modifiedDate: utc(record.modifiedDate),
});

/** Section 6.2: no priority, no purposeId. */
function activityRow(record, store, options) {
	const { id, subType, name, location } = record;
	const purpose = store.purposes.get(record.purposeId);
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
function taskRow(record, store, options) {
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

function leadRow(record, store) {
	const person = ({ id, firstName, lastName, email, phone = '' }) => ({
		id,
		firstName,
		lastName,
		email,
		phone,
	});
	const company = store.companies.get(record.companyId);
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
		ownerUser: store.users.has(record.ownerUserId)
			? person(store.users.get(record.ownerUserId))
			: null,
		contact: !store.contacts.has(record.contactId)
			? null
			: person(store.contacts.get(record.contactId)),
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
		quality: store.qualities.get(record.qualityId)?.label ?? null,
		stageName: store.stages.get(record.stageId).name,
		stageReasonId: null,
		stageReasonName: null,
		type: store.types.get(record.typeId).type,
		sourceName: store.sources.get(record.sourceId)?.name ?? null,
		channelName: store.channels.get(record.channelId)?.name ?? null,
		...dated(record),
	};
}

const companiesData = (record, store) =>
	record.companies.map((id) => ({ id, businessName: store.companies.get(id).businessName }));
const contactRow = (record, store) => ({
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
const companyRow = (record) => ({
	...omit(record, 'venueId', 'venueGroupId'),
	modifiedDate: utc(record.modifiedDate),
});

/** Section 5: notes show modifiedDate without the suffix. */
const noteRow = (record) => ({ ...omit(record, 'venueId'), createdDate: utc(record.createdDate) });

/** Section 10: of bookings both times have it, and days and things are not shown. */
const bookingNoteRow = (record) => {
	const { id, venueId, bookingId, isPrivate, description, typeId, createdBy } = record;
	const [createdDate, modifiedDate] = [utc(record.createdDate), utc(record.modifiedDate)];
	const shown = { id, venueId, bookingId, isPrivate, description, typeId, createdBy };
	return { ...shown, createdDate, modifiedDate };
};
const bookingRow = (record) => ({
	...record,
	createdDate: utc(record.createdDate),
	modifiedDate: utc(record.modifiedDate),
});

/** Section 9, with what only getContact shows. */
const contactDetail = (record, store) => ({
	...contactRow(record, store),
	status: record.status,
	smsStatus: record.smsStatus,
	eventInvitations: [],
	eventRegistrations: [],
	externalUrls: record.externalUrls ?? [],
});
/** Section 9: the id comes back as text. */
const companyDetail = (record) => ({ ...companyRow(record), id: String(record.id) });

module.exports = {
	utc,
	omit,
	activityRow,
	taskRow,
	leadRow,
	contactRow,
	companyRow,
	bookingNoteRow,
	bookingRow,
	noteRow,
	contactDetail,
	companyDetail,
};
