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

const USERS = '/UserManagement.svc/Users.Get';

/** The first custom type of activities. */
async function firstType(ask: Ask): Promise<Row | undefined> {
	const types = rowsIn(listAt(await get(ask, '/ProspectActivity.svc/ActivityTypes.Get')));
	return types.find(({ EventType }) => Number(EventType) === 2);
}

/** The fields that an activity type names, as JSON in a text. */
function fieldsOf(type: Row): Row[] {
	const properties: unknown = JSON.parse(textAt(type, 'ActivityProperties') || '{}');
	return rowsIn(listAt(properties, 'FormMetaData'));
}

export const points: Point[] = [
	{
		name: 'the keys are accepted',
		of: ['apiCall.call'],
		check: async (ask) => Array.isArray(await get(ask, '/LeadManagement.svc/LeadsMetaData.Get')),
	},
	{
		name: 'recently modified activities of all leads can be listed',
		of: ['activity.getMany'],
		async check(ask) {
			const body = await recent(ask);
			const rows = at(body, ACTIVITIES) ?? [];
			const told = `${at(rows, 'length')} of ${at(body, 'RecordCount')}`;
			return { holds: Array.isArray(rows), told };
		},
	},
	{
		name: 'Offset of the activities of a lead counts rows',
		of: ['activity.getMany', 'opportunityActivity.getMany'],
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
		of: ['activityType.getMany'],
		async check(ask) {
			const type = await firstType(ask);
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
		name: 'notes of a lead come under List',
		of: ['note.get', 'note.getMany'],
		async check(ask) {
			const [row] = rowsIn(listAt(await recent(ask), ACTIVITIES));
			if (row === undefined) return { told: 'no activity, so that no lead is known' };
			const body = await search(ask, '/LeadManagement.svc/RetrieveNote', {
				Parameter: { RelatedId: row.RelatedProspectId },
				Paging: { PageIndex: 1, PageSize: 200 },
				Sorting: { ColumnName: 'CreatedOn', Direction: 1 },
			});
			return {
				holds: Array.isArray(at(body, 'List')) || Number(at(body, 'RecordCount')) === 0,
				told: `RecordCount ${at(body, 'RecordCount')}`,
			};
		},
	},
	{
		name: 'sales activities of a lead come as a list',
		of: ['salesActivity.get', 'salesActivity.getMany'],
		async check(ask) {
			const [row] = rowsIn(listAt(await recent(ask), ACTIVITIES));
			if (row === undefined) return { told: 'no activity, so that no lead is known' };
			const place = `/SalesActivity.svc/RetrieveByLeadId?leadId=${row.RelatedProspectId}`;
			return Array.isArray(await get(ask, `${place}&includeOption=false`));
		},
	},
	{
		name: 'the advanced search sorts by ProspectActivityId and answers under List',
		of: ['customActivity.search'],
		async check(ask) {
			const type = await firstType(ask);
			if (type === undefined) return { told: 'no custom activity type' };
			const RSO = String(type.ActivityEvent);
			const condition = {
				SubConOp: 'And',
				LSO: 'ActivityEvent',
				LSO_Type: 'PAEvent',
				Operator: 'eq',
			};
			const body = await search(ask, '/ProspectActivity.svc/Activity/Retrieve/BySearchParameter', {
				ActivityEvent: Number(type.ActivityEvent),
				AdvancedSearch: JSON.stringify({
					GrpConOp: 'And',
					Conditions: [{ Type: 'Activity', ConOp: 'and', RowCondition: [{ ...condition, RSO }] }],
					QueryTimeZone: 'UTC',
				}),
				Paging: { PageIndex: 1, PageSize: 10 },
				Sorting: { ColumnName: 'ProspectActivityId', Direction: 0 },
			});
			return {
				holds: Array.isArray(at(body, 'List')) || Number(at(body, 'RecordCount')) === 0,
				told: `RecordCount ${at(body, 'RecordCount')}`,
			};
		},
	},
	{
		name: 'the account knows which region it is in',
		async check(ask) {
			const body = await get(ask, '/Authentication.svc/UserByAccessKey.Get');
			return typeof at(body, 'LSQCommonServiceURLs', 'api') === 'string';
		},
	},
	{
		name: 'the details of an activity are of the one that was asked for',
		of: ['activity.get', 'customActivity.get'],
		async check(ask) {
			const [row] = rowsIn(listAt(await recent(ask), ACTIVITIES));
			if (row === undefined) return { told: 'no activity' };
			const id = String(row.Id ?? row.ProspectActivityId);
			const place = '/ProspectActivity.svc/GetActivityDetails';
			const body = await get(ask, `${place}?activityId=${id}&getFileURL=false`);
			return typeof body === 'object' && body !== null;
		},
	},
	{
		name: 'the history of an activity comes under Activities',
		of: ['activity.getHistory'],
		async check(ask) {
			const [row] = rowsIn(listAt(await recent(ask), ACTIVITIES));
			if (row === undefined) return { told: 'no activity' };
			const body = await search(ask, '/ProspectActivity.svc/RetrieveActivityChange', {
				Parameter: { ActivityID: String(row.Id ?? row.ProspectActivityId) },
				Paging: { PageIndex: 1, PageSize: 10 },
			});
			return {
				holds: Array.isArray(at(body, 'Activities')) || Number(at(body, 'RecordCount')) === 0,
				told: `RecordCount ${at(body, 'RecordCount')}`,
			};
		},
	},
	{
		name: 'activities of a type are listed under List',
		of: ['customActivity.getMany'],
		async check(ask) {
			const type = await firstType(ask);
			if (type === undefined) return { told: 'no custom activity type' };
			const body = await search(
				ask,
				'/ProspectActivity.svc/CustomActivity/RetrieveByActivityEvent',
				{
					Parameter: { ...WINDOW, ActivityEvent: Number(type.ActivityEvent) },
					Paging: { PageIndex: 1, PageSize: 10 },
					Sorting: { ColumnName: 'ModifiedOn', Direction: 1 },
				},
			);
			return {
				holds: Array.isArray(at(body, 'List')) || Number(at(body, 'RecordCount')) === 0,
				told: `RecordCount ${at(body, 'RecordCount')}`,
			};
		},
	},
	{
		name: 'the settings of an activity type can be read by its code',
		of: ['activityType.get'],
		async check(ask) {
			const type = await firstType(ask);
			if (type === undefined) return { told: 'no custom activity type' };
			const place = '/ProspectActivity.svc/CustomActivity/GetActivitySetting';
			const body = await get(ask, `${place}?code=${type.ActivityEvent}`);
			return typeof body === 'object' && body !== null;
		},
	},
	{
		name: 'all users come at once, with their emails',
		of: ['user.get', 'user.getMany'],
		async check(ask) {
			const users = rowsIn(listAt(await get(ask, USERS)));
			return {
				holds: users.length > 0 && users.every(({ EmailAddress }) => EmailAddress !== undefined),
				told: `${users.length} users`,
			};
		},
	},
	{
		name: 'tasks of an owner are sorted by their ID',
		of: ['task.get', 'task.getMany'],
		async check(ask) {
			const [user] = rowsIn(listAt(await get(ask, USERS)));
			if (user === undefined) return { told: 'no user' };
			const body = await search(ask, '/Task.svc/Retrieve', {
				Parameter: {
					LookupName: 'OwnerEmailAddress',
					LookupValue: user.EmailAddress,
					StatusCode: 0,
				},
				Paging: { Offset: '0', RowCount: '10' },
				Sorting: { ColumnName: 'UserTaskId', Direction: 0 },
			});
			return { holds: listAt(body, 'List') !== undefined, told: `of ${at(body, 'RecordCount')}` };
		},
	},
];
