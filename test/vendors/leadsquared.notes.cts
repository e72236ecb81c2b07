/** Notes of leads in the fake LeadSquared (contract 4.15). */
import { there } from '../support/there.cts';
import {
	mx,
	shaped,
	demand,
	stamp,
	clean,
	listed,
	pageOf,
	inOrder,
	sorted,
	sortingOf,
	done,
	type Account,
	type Context,
	type Endpoints,
} from './leadsquared.answers.cts';
import { leadOf } from './leadsquared.leads.cts';
import { BASE, MINUTE, range, guid } from './leadsquared.make.cts';
import type { Call } from './server.cts';

const NOTES = 60;
const MOST = 1000;
const COLUMNS = ['CreatedOn'];

interface Note {
	readonly ProspectNoteId: string;
	readonly RelatedProspectId: string;
	Note: string;
	AttachmentName: string;
	readonly CreatedBy: string;
	readonly CreatedOn: number;
}

/** Note n is on lead 1, 2 or 3. */
export const seedNotes = () =>
	new Map<string, Note>(
		range(NOTES).map((n) => [
			guid('note', n),
			{
				ProspectNoteId: guid('note', n),
				RelatedProspectId: guid('lead', 1 + (n % 3)),
				Note: `Note ${n} of the lead`,
				AttachmentName: n % 10 === 0 ? `offer-${n}.pdf` : '',
				CreatedBy: guid('user', 1),
				CreatedOn: BASE + Math.floor(n / 4) * MINUTE,
			},
		]),
	);

function create({ json }: Call, { account, operation }: Context) {
	const sent = demand(
		shaped(
			json,
			{ RelatedProspectId: 'string', Note: 'string', AttachmentName: 'string' },
			'the body',
		),
		['RelatedProspectId', 'Note'],
	);
	const lead = leadOf(sent.RelatedProspectId, account);
	const id = account.newId();
	account.store.notes.set(id, {
		ProspectNoteId: id,
		RelatedProspectId: lead.ProspectID,
		Note: clean(sent.Note),
		AttachmentName: sent.AttachmentName ?? '',
		CreatedBy: account.userId(1),
		CreatedOn: Date.now(),
	});
	account.writes.push({ operation, id, note: sent.Note });
	return done(id);
}

const noNote = () => mx('InvalidInput', 'Note does not exist.');

/** The text or the attachment has to be there. */
function update({ json }: Call, { account, operation }: Context) {
	const shape = {
		RelatedProspectId: 'string',
		ProspectNoteId: 'string',
		Note: 'string',
		AttachmentName: 'string',
	} as const;
	const sent = demand(shaped(json, shape, 'the body'), ['RelatedProspectId', 'ProspectNoteId']);
	if (!sent.Note && !sent.AttachmentName)
		throw mx('MandatoryAttributeMissing', 'Note or AttachmentName is missing.');
	const note = account.store.notes.get(sent.ProspectNoteId.toLowerCase());
	if (note?.RelatedProspectId !== sent.RelatedProspectId.toLowerCase()) throw noNote();
	if (sent.Note) note.Note = clean(sent.Note);
	if (sent.AttachmentName) note.AttachmentName = sent.AttachmentName;
	account.writes.push({ operation, id: note.ProspectNoteId, note: sent.Note });
	return { Status: 'Success' };
}

function row({ CreatedBy, CreatedOn, AttachmentName, ...note }: Note, { store }: Account) {
	const user = there(store.users.get(CreatedBy));
	return {
		...note,
		AttachmentName,
		AttachmentURL:
			AttachmentName === '' ? '' : `https://files.leadsquared.example/${AttachmentName}`,
		CreatedByName: `${user.FirstName} ${user.LastName}`,
		CreatedOn: stamp(CreatedOn),
	};
}

function retrieve({ json }: Call, { account }: Context) {
	const sent = shaped(json, { Parameter: 'map', Paging: 'map', Sorting: 'map' }, 'the body');
	const { Parameter, Paging } = demand(sent, ['Parameter']);
	const { RelatedId, Id } = demand(
		shaped(Parameter, { RelatedId: 'string', Id: 'string' }, 'Parameter'),
		['RelatedId'],
	);
	const Sorting = sortingOf(sent.Sorting, 'CreatedOn', COLUMNS);
	const page = pageOf(Paging, {
		usual: 25,
		most: MOST,
		tooBig: () => mx('InvalidInput', `PageSize can not be more than ${MOST}.`),
	});
	const lead = leadOf(RelatedId, account);
	const rows = [...account.store.notes.values()].filter(
		(one) =>
			one.RelatedProspectId === lead.ProspectID &&
			(Id === undefined || one.ProspectNoteId === Id.toLowerCase()),
	);
	const found = sorted(rows, inOrder(Sorting, account), 'ProspectNoteId', page).slice(
		page.begin,
		page.begin + page.size,
	);
	return listed(
		rows.length,
		'List',
		found.map((one) => row(one, account)),
		account,
	);
}

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN: Endpoints = {
	'LeadManagement.svc/CreateNote': ['POST', create],
	'LeadManagement.svc/UpdateNote': ['POST', update],
};

export const ENDPOINTS: Endpoints = {
	...SHOWN,
	'LeadManagement.svc/RetrieveNote': ['POST', retrieve],
};
