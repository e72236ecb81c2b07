/** What docs/contracts/leadsquared.md leaves open and reads can tell. */
const get = async (ask, place) => ok(await ask('GET', place), place);
const search = async (ask, place, body) => ok(await ask('POST', place, body), place);
function ok({ status, body }, place) {
	if (status !== 200 || body?.Status === 'Error')
		throw new Error(
			`${place.split('?')[0]} answered ${status} ${body?.ExceptionType ?? ''}`.trim(),
		);
	return body;
}
const WINDOW = { FromDate: '2000-01-01 00:00:00', ToDate: '2100-01-01 00:00:00' };
const recent = async (ask, more) =>
	await search(ask, '/ProspectActivity.svc/RetrieveRecentlyModified', {
		Parameter: { ...WINDOW, IncludeCustomFields: 1 },
		Paging: { PageIndex: 1, PageSize: 10 },
		Sorting: { ColumnName: 'ModifiedOn', Direction: 1 },
		...more,
	});

export const credential = {
	type: 'LeadSquaredApi',
	values: ({ LEADSQUARED_HOST, LEADSQUARED_ACCESS_KEY, LEADSQUARED_SECRET_KEY }) => ({
		region: 'custom',
		host: LEADSQUARED_HOST,
		accessKey: LEADSQUARED_ACCESS_KEY,
		secretKey: LEADSQUARED_SECRET_KEY,
	}),
};

export const variables = [
	{
		name: 'LEADSQUARED_HOST',
		what: 'the API host of your account, such as https://api-in21.leadsquared.com',
	},
	{ name: 'LEADSQUARED_ACCESS_KEY', what: 'the access key' },
	{ name: 'LEADSQUARED_SECRET_KEY', what: 'the secret key' },
];

export const points = [
	{
		name: 'the keys are accepted',
		check: async (ask) => Array.isArray(await get(ask, '/LeadManagement.svc/LeadsMetaData.Get')),
	},
	{
		name: 'recently modified activities of all leads can be listed',
		async check(ask) {
			const { ProspectActivities: rows = [], RecordCount: count } = await recent(ask);
			return { holds: Array.isArray(rows), told: `${rows.length} of ${count}` };
		},
	},
	{
		name: 'Offset of the activities of a lead counts rows',
		async check(ask) {
			const { ProspectActivities: [row] = [] } = await recent(ask);
			if (row === undefined) return { told: 'no activity' };
			const page = async (offset) =>
				(
					await search(ask, `/ProspectActivity.svc/Retrieve?leadId=${row.RelatedProspectId}`, {
						Paging: { Offset: String(offset), RowCount: '1' },
					})
				).ProspectActivities ?? [];
			const [first, second, third] = [await page(0), await page(1), await page(2)];
			if (second.length === 0 || third.length === 0)
				return { told: 'the lead has fewer than three activities' };
			return (
				new Set(
					[first, second, third].map(([{ Id, ProspectActivityId }]) => Id ?? ProspectActivityId),
				).size === 3
			);
		},
	},
	{
		name: 'fields of an activity type have SchemaName and DataType',
		async check(ask) {
			const types = await get(ask, '/ProspectActivity.svc/ActivityTypes.Get');
			const [type] = types.filter(({ EventType }) => Number(EventType) === 2);
			if (type === undefined) return { told: 'no custom activity type' };
			const properties = JSON.parse(type.ActivityProperties ?? '{}');
			const fields = properties.FormMetaData ?? [];
			return fields.length === 0
				? { told: `the type ${type.DisplayName} has no fields` }
				: fields.every(
						({ SchemaName, DataType }) => SchemaName !== undefined && DataType !== undefined,
					);
		},
	},
	{
		name: 'the account knows which region it is in',
		check: async (ask) =>
			typeof (await get(ask, '/Authentication.svc/UserByAccessKey.Get'))?.LSQCommonServiceURLs
				?.api === 'string',
	},
];
