/** What docs/contracts/leadsquared.md leaves open and reads can tell. */
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

const get = async (ask: Ask, place: string) => ok(await ask('GET', place), place);
const search = async (ask: Ask, place: string, body: object) =>
	ok(await ask('POST', place, body), place);

function ok({ status, body }: Answer, place: string): unknown {
	if (status !== 200 || at(body, 'Status') === 'Error')
		throw new Error(
			`${place.split('?')[0]} answered ${status} ${textAt(body, 'ExceptionType')}`.trim(),
		);
	return body;
}

const WINDOW = { FromDate: '2000-01-01 00:00:00', ToDate: '2100-01-01 00:00:00' };
const ACTIVITIES = 'ProspectActivities';
const recent = async (ask: Ask) =>
	await search(ask, '/ProspectActivity.svc/RetrieveRecentlyModified', {
		Parameter: { ...WINDOW, IncludeCustomFields: 1 },
		Paging: { PageIndex: 1, PageSize: 10 },
		Sorting: { ColumnName: 'ModifiedOn', Direction: 1 },
	});

export const credential: Credential = {
	type: 'LeadSquaredApi',
	values: (of) => ({
		region: 'custom',
		host: of('LEADSQUARED_HOST'),
		accessKey: of('LEADSQUARED_ACCESS_KEY'),
		secretKey: of('LEADSQUARED_SECRET_KEY'),
	}),
};

export const variables: Variable[] = [
	{
		name: 'LEADSQUARED_HOST',
		what: 'the API host of your account, such as https://api-in21.leadsquared.com',
	},
	{ name: 'LEADSQUARED_ACCESS_KEY', what: 'the access key' },
	{ name: 'LEADSQUARED_SECRET_KEY', what: 'the secret key' },
];

/** The fields that an activity type names, as JSON in a text. */
function fieldsOf(type: Row): Row[] {
	const properties: unknown = JSON.parse(textAt(type, 'ActivityProperties') || '{}');
	return rowsIn(listAt(properties, 'FormMetaData'));
}

export const points: Point[] = [
	{
		name: 'the keys are accepted',
		check: async (ask) => Array.isArray(await get(ask, '/LeadManagement.svc/LeadsMetaData.Get')),
	},
	{
		name: 'recently modified activities of all leads can be listed',
		async check(ask) {
			const body = await recent(ask);
			const rows = at(body, ACTIVITIES) ?? [];
			const told = `${at(rows, 'length')} of ${at(body, 'RecordCount')}`;
			return { holds: Array.isArray(rows), told };
		},
	},
	{
		name: 'Offset of the activities of a lead counts rows',
		async check(ask) {
			const [row] = rowsIn(listAt(await recent(ask), ACTIVITIES));
			if (row === undefined) return { told: 'no activity' };
			const place = `/ProspectActivity.svc/Retrieve?leadId=${row.RelatedProspectId}`;
			const ids: unknown[] = [];
			for (const Offset of ['0', '1', '2']) {
				const body = await search(ask, place, { Paging: { Offset, RowCount: '1' } });
				const [found] = rowsIn(listAt(body, ACTIVITIES));
				if (found !== undefined) ids.push(found.Id ?? found.ProspectActivityId);
			}
			return ids.length < 3
				? { told: 'the lead has fewer than three activities' }
				: new Set(ids).size === 3;
		},
	},
	{
		name: 'fields of an activity type have SchemaName and DataType',
		async check(ask) {
			const types = rowsIn(listAt(await get(ask, '/ProspectActivity.svc/ActivityTypes.Get')));
			const type = types.find(({ EventType }) => Number(EventType) === 2);
			if (type === undefined) return { told: 'no custom activity type' };
			const fields = fieldsOf(type);
			return fields.length === 0
				? { told: `the type ${type.DisplayName} has no fields` }
				: fields.every(
						({ SchemaName, DataType }) => SchemaName !== undefined && DataType !== undefined,
					);
		},
	},
	{
		name: 'the account knows which region it is in',
		async check(ask) {
			const body = await get(ask, '/Authentication.svc/UserByAccessKey.Get');
			return typeof at(body, 'LSQCommonServiceURLs', 'api') === 'string';
		},
	},
];
