'use strict';
/** Lists and field maps as the editor gets them while a form is filled in, through n8n's own routes. */
const { credentialOf, referenceTo, typeOf } = require('./support/nodes');

const { rest, vendors } = realN8n;

/** Every page of a list is asked for up to here; the vendors limit calls. */
const MOST_PAGES = 4;

const deals = {
	resource: 'activity',
	operation: 'update',
	updateFields: { OWNER_TYPE_ID: { __rl: true, mode: 'id', value: '2' } },
};
const visits = {
	resource: 'customActivity',
	operation: 'update',
	activityType: { __rl: true, mode: 'list', value: 201 },
};
const stored = (node) => vendors.fakes[node].vendor.store;

/** node, list, the store's count of what it shows, a text to filter by, parameters of the form */
const LISTS = [
	[
		'bitrix24',
		'searchUsers',
		() => [...stored('bitrix24').users.values()].filter(({ ACTIVE }) => ACTIVE).length,
		'Anna',
	],
	['bitrix24', 'searchOwnerTypes', () => 12, 'Deal'],
	['bitrix24', 'searchOwners', () => stored('bitrix24').items.get(2).size, 'Deal #49', deals],
	[
		'bitrix24',
		'searchClients',
		() => [1, 3, 4].reduce((sum, type) => sum + stored('bitrix24').items.get(type).size, 0),
		'Abel',
	],
	['bitrix24', 'searchActivities', () => stored('bitrix24').activities.size - 1, 'Meeting 29'],
	['deskera', 'searchUsers', () => stored('deskera').users.size, 'Björn'],
	[
		'deskera',
		'searchContacts',
		() => [...stored('deskera').contacts.values()].filter(({ type }) => type === 'person').length,
		'Grace',
	],
	[
		'deskera',
		'searchOrganizations',
		() =>
			[...stored('deskera').contacts.values()].filter(({ type }) => type === 'organization').length,
		'Organization 29',
	],
	['deskera', 'searchDeals', () => stored('deskera').deals.size, 'Deal 139'],
	['deskera', 'searchActivities', () => stored('deskera').activities.size, 'Activity 29'],
	['ivvy', 'searchUsers', () => stored('ivvy').users.size, 'Nguyễn'],
	['ivvy', 'searchVenues', () => stored('ivvy').venues.size, 'Travel'],
	['ivvy', 'searchContacts', () => stored('ivvy').contacts.size, 'contact4649'],
	['ivvy', 'searchCompanies', () => stored('ivvy').companies.size, 'Weddings'],
	['ivvy', 'searchLeads', () => stored('ivvy').leads.size, 'Lead 239'],
	['ivvy', 'searchOpportunities', () => stored('ivvy').opportunities.size, 'Catering'],
	['ivvy', 'searchActivities', () => stored('ivvy').activities.size, 'Activity 549'],
	['ivvy', 'searchTasks', () => stored('ivvy').tasks.size, 'Task 1249'],
	['leadSquared', 'searchActivityTypes', () => stored('leadSquared').types.size, 'visit'],
	[
		'leadSquared',
		'searchUsers',
		() =>
			[...stored('leadSquared').users.values()].filter(({ StatusCode }) => StatusCode === 0).length,
		'Kavya',
	],
	['leadSquared', 'searchStatuses', () => 3, 'comp', visits],
];

/** The editor sends the whole form; which credential is meant depends on one of its parameters. */
const request = (node, method, parameters = {}) => ({
	node: typeOf(node),
	method,
	parameters: node === 'bitrix24' ? { authentication: 'webhook', ...parameters } : parameters,
	credentials: referenceTo(credentialOf(node)),
});

/** @returns the pages of a list, at most MOST_PAGES, and whether there are more */
async function pagesOf(query) {
	const pages = [];
	let paginationToken;
	do {
		const page = await rest.listSearch({ ...query, paginationToken });
		pages.push(page.results);
		paginationToken = page.paginationToken;
	} while (paginationToken !== undefined && pages.length < MOST_PAGES);
	return { pages, more: paginationToken !== undefined };
}

describe.each(LISTS)('%s %s', (node, method, count, text, parameters) => {
	test('gives every record once, page after page, each with a name to read', async () => {
		const { pages, more } = await pagesOf(request(node, method, parameters));
		const records = pages.flat();
		expect(new Set(records.map(({ value }) => value)).size).toBe(records.length);
		for (const { name, value } of records) {
			expect(name.trim()).not.toBe('');
			expect(['string', 'number']).toContain(typeof value);
		}
		// A list whose last page is full shows only with the next one that it has come to its end.
		if (more) expect(records.length).toBeLessThanOrEqual(count());
		else expect(records.length).toBe(count());
	});

	test(`finds "${text}"`, async () => {
		const { pages } = await pagesOf({ ...request(node, method, parameters), filter: text });
		const names = pages.flat().map(({ name }) => name);
		expect(names.length).toBeGreaterThan(0);
		for (const name of names) expect(name.toLowerCase()).toContain(text.toLowerCase());
	});

	test('finds nothing where there is nothing', async () => {
		const { pages } = await pagesOf({
			...request(node, method, parameters),
			filter: 'no such name anywhere',
		});
		expect(pages.flat()).toEqual([]);
	});
});

describe('leadSquared getActivityFields', () => {
	const fieldsOf = async (code) =>
		await rest.mapperFields(
			request('leadSquared', 'getActivityFields', {
				...visits,
				activityType: { __rl: true, mode: 'list', value: code },
			}),
		);

	test('gives the writable fields of the chosen type, with labels, types and options', async () => {
		const { fields } = await fieldsOf(201);
		expect(fields.map(({ id, type }) => [id, type])).toEqual([
			['mx_Custom_1', 'string'],
			['mx_Custom_2', 'number'],
			['mx_Custom_3', 'dateTime'],
			['mx_Custom_4', 'options'],
			['mx_Custom_5', 'options'],
			['mx_Custom_6', 'options'],
			['mx_Custom_8', 'string'],
			['mx_Custom_9', 'options'],
			['mx_Custom_10', 'object'],
		]);
		expect(fields[1].displayName).toBe('Guests (mx_Custom_2)');
		expect(fields[3].options.map(({ value }) => value)).toEqual([
			'Interested',
			'Not interested',
			'Call back',
		]);
		// Its options are not in the metadata but asked for one by one.
		expect(fields[4].options.map(({ value }) => value)).toEqual([
			'Website',
			'Walk-in',
			'Referral',
			'Fair',
			'Partner',
		]);
	});

	test('follows the type', async () => {
		expect((await fieldsOf(202)).fields.map(({ id }) => id)).toEqual([
			'mx_Custom_1',
			'mx_Custom_2',
		]);
	});

	test('says so when a type has no fields, or none is chosen yet', async () => {
		expect(await fieldsOf(205)).toEqual({
			fields: [],
			emptyFieldsNotice: 'This activity type has no fields of its own.',
		});
		expect(await fieldsOf('')).toEqual({
			fields: [],
			emptyFieldsNotice: 'Pick the activity type first.',
		});
	});
});

test('a list that depends on another field says so', async () => {
	await expect(
		rest.listSearch(
			request('leadSquared', 'searchStatuses', { resource: 'customActivity', operation: 'update' }),
		),
	).rejects.toThrow(/Pick the activity type first/);
});

test('a list says what is wrong with the credential', async () => {
	const wrong = credentialOf('deskera');
	const { id, name, type } = await rest.createCredential({
		name: 'Wrong token',
		type: wrong.type,
		data: { ...wrong.data, token: 'wrongtoken000' },
	});
	await expect(
		rest.listSearch({
			...request('deskera', 'searchUsers'),
			credentials: referenceTo({ id, name, type }),
		}),
	).rejects.toThrow(/Deskera does not accept the token/);
});
