/** What docs/contracts/ivvy.md leaves open and reads can tell. */
import {
	type Answer,
	type Ask,
	at,
	type Credential,
	listAt,
	type Point,
	type Row,
	rowsIn,
	textAt,
	type Variable,
} from './point.mts';

const action = async (ask: Ask, name: string, body = {}, namespace = 'crm'): Promise<Answer> =>
	await ask('POST', `/api/1.0/${namespace}?action=${name}`, body);

const refusal = ({ status, body }: Answer) => `${status} ${textAt(body, 'errorCode')}`.trim();

function rowsOf(answer: Answer): Row[] {
	const results = listAt(answer.body, 'results');
	if (results === undefined) throw new Error(`the list answered ${refusal(answer)}`);
	return rowsIn(results);
}

export const credential: Credential = {
	type: 'IvvyApi',
	values: (of) => ({
		region: 'custom',
		host: of('IVVY_HOST'),
		apiKey: of('IVVY_API_KEY'),
		apiSecret: of('IVVY_API_SECRET'),
	}),
};

export const variables: Variable[] = [
	{
		name: 'IVVY_HOST',
		what: 'the API host of your region, such as https://api.ap-southeast-2.ivvy.com',
	},
	{ name: 'IVVY_API_KEY', what: 'the API key' },
	{ name: 'IVVY_API_SECRET', what: 'its secret' },
];

const ONE = { perPage: 1, start: 0 };

/** Whether a list knows a filter: what `judge` finds in what comes, unless it is refused. */
function filterPoint(
	list: string,
	field: string,
	filterOf: (first: Row) => object,
	judge: (rows: Row[], first: Row) => { holds: boolean; told: string },
	{ namespace = 'crm', of }: { namespace?: string; of?: readonly string[] } = {},
): Point {
	return {
		name: `${list} can be filtered by ${field}`,
		of,
		async check(ask) {
			const [first] = rowsOf(await action(ask, list, ONE, namespace));
			if (first === undefined) return { told: 'the list is empty' };
			const body = { perPage: 10, start: 0, filter: filterOf(first) };
			const answer = await action(ask, list, body, namespace);
			return listAt(answer.body, 'results') === undefined
				? { holds: false, told: `refused with ${refusal(answer)}` }
				: judge(rowsOf(answer), first);
		},
	};
}

export const points: Point[] = [
	{
		name: 'the signature is accepted',
		check: async (ask) =>
			rowsOf(await action(ask, 'getActivityList', { perPage: 1, start: 0 })) !== undefined,
	},
	{
		name: 'a refusal comes with a status other than 200',
		of: ['apiCall.call'],
		async check(ask) {
			const { status, body } = await action(ask, 'noSuchAction');
			return {
				holds: status >= 300,
				told: `an unknown action answered ${status} with errorCode ${textAt(body, 'errorCode')}`,
			};
		},
	},
	{
		name: 'pages are cut to 100 rows',
		async check(ask) {
			const answer = await action(ask, 'getActivityList', { perPage: 500, start: 0 });
			const total = Number(at(answer.body, 'meta', 'totalResults'));
			const { length } = rowsOf(answer);
			return total > 100
				? { holds: length === 100, told: `${length} of ${total} came` }
				: { told: `${total} activities are too few to tell` };
		},
	},
	...['getActivityList', 'getTaskList'].flatMap((list) => [
		filterPoint(
			list,
			'id',
			({ id }) => ({ id }),
			(rows, { id }) => ({
				holds: rows.length === 1 && rows[0]?.id === id,
				told: `${rows.length} rows for one ID`,
			}),
			{
				of: ['get', 'getMany'].map(
					(name) => `${list === 'getTaskList' ? 'task' : 'activity'}.${name}`,
				),
			},
		),
		filterPoint(
			list,
			'modifiedDate',
			() => ({ modifiedDate__GREATERTHAN: '2100-01-01 00:00:00' }),
			({ length }) => ({ holds: length === 0, told: `${length} rows from the future` }),
		),
	]),
	...(
		[
			['account', 'getUserList', ['user.get', 'user.getMany']],
			['contact', 'getContactList', []],
			['contact', 'getCompanyList', []],
		] as const
	).map(([namespace, list, of]) =>
		filterPoint(
			list,
			'email',
			({ email }) => ({ email }),
			(rows, { email }) => ({
				holds: rows.length > 0 && rows.every((row) => row.email === email),
				told: `${rows.length} rows for one email`,
			}),
			{ namespace, of },
		),
	),
	...(
		[
			['contact', 'getContactList', 'contact', 'getContactNoteList', 'contactId'],
			['contact', 'getCompanyList', 'contact', 'getCompanyNoteList', 'companyId'],
			['crm', 'getLeadList', 'crm', 'getLeadNoteList', 'leadId'],
		] as const
	).map(([namespace, list, ofNotes, notes, key]): Point => ({
		name: `${notes} gives the notes of one record`,
		of: ['note.getMany'],
		async check(ask) {
			const [first] = rowsOf(await action(ask, list, ONE, namespace));
			if (first === undefined) return { told: 'no such record' };
			const answer = await action(ask, notes, { ...ONE, [key]: first.id }, ofNotes);
			return rowsOf(answer).every((row) => Number(row[key]) === Number(first.id));
		},
	})),
	{
		name: 'notes of a booking take numbers for venue and booking',
		of: ['note.getMany'],
		async check(ask) {
			const [venue] = rowsOf(await action(ask, 'getVenueList', ONE, 'venue'));
			if (venue === undefined) return { told: 'no venue' };
			const body = { ...ONE, venueId: venue.id };
			const [booking] = rowsOf(await action(ask, 'getBookingList', body, 'venue'));
			if (booking === undefined) return { told: 'no booking at the first venue' };
			const wanted = { ...body, bookingId: booking.id };
			const rows = rowsOf(await action(ask, 'getBookingNoteList', wanted, 'venue'));
			return {
				holds: rows.every(({ bookingId }) => Number(bookingId) === Number(booking.id)),
				told: `${rows.length} came`,
			};
		},
	},
];
