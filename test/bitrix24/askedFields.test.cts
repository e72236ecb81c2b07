/** What lists of activities ask Bitrix24 for: no more than their output is made of, and nothing less. */
import type { IDataObject } from 'n8n-workflow';
import { byId } from '../support/fakes.cts';
import { portal } from './support/portal';

type Portal = Awaited<ReturnType<typeof portal>>;

const app = { authentication: 'oAuth2' };
let fake: Portal['fake'];
let run: Portal['run'];
beforeAll(async () => ({ fake, run } = await portal('bitrix24App')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const selects = () =>
	fake.calls
		.filter(({ path }) => path.endsWith('crm.activity.list'))
		.map(({ json }) => (json as IDataObject).select as string[]);

async function done(parameters: IDataObject): Promise<IDataObject[]> {
	const { output, error } = await run({ ...app, ...parameters });
	expect(error).toBeUndefined();
	return output.map(({ json }) => json);
}

const list = (more: IDataObject = {}) =>
	done({ operation: 'getMany', returnAll: false, limit: 50, filters: {}, ...more });

/** A call and a custom activity with External IDs. */
beforeEach(async () => {
	const create = {
		operation: 'create',
		ownerType: byId('2'),
		owner: byId('1'),
		additionalFields: {},
	};
	await done({
		...create,
		resource: 'activity',
		kind: 'call',
		subject: 'Call',
		responsible: byId('2'),
		client: byId('C_1'),
		start: '2026-12-01T10:00:00',
		phone: byId('+49 30 100001'),
		direction: 2,
		options: { externalId: 'A-1' },
	});
	await done({
		...create,
		resource: 'customActivity',
		layoutMode: 'form',
		title: 'Visit',
		lines: { values: [{ kind: 'text', label: '', value: 'Here', url: '', bold: false }] },
		options: { externalId: 'V-1' },
	});
	fake.calls.length = 0;
});

it.each(['activity', 'customActivity'])(
	'a list of the kind %s gives the record that Get gives for an activity, from fields named one by one',
	async (resource) => {
		const sort = { values: [{ field: 'ID', direction: 'DESC' }] };
		const rows = await list({ resource, sort });
		expect(rows.length).toBeGreaterThan(0);
		expect(selects()).toHaveLength(1);
		expect(selects()[0]).toEqual(expect.arrayContaining(['ID', 'SUBJECT', 'DEADLINE']));
		expect(selects()[0]).not.toContain('*');
		for (const row of rows.slice(0, 15)) {
			const activityId = byId(String(row.id));
			expect([row]).toEqual(await done({ resource: 'activity', operation: 'get', activityId }));
		}
	},
);

it.each(['raw', 'portable'])('the output %s is made of all fields', async (output) => {
	await list({ resource: 'activity', output });
	await list({ resource: 'customActivity', output });
	expect(selects()).toEqual([['*'], ['*']]);
});

it('the fields that a user names are for the raw output, and the ID comes with them', async () => {
	const options = { select: 'SUBJECT, SETTINGS' };
	await list({ resource: 'activity', output: 'raw', options });
	const [simplified] = await list({ resource: 'activity', options });
	expect(selects()[0]).toEqual(['ID', 'SUBJECT', 'SETTINGS']);
	expect(simplified).toHaveProperty('kind', expect.any(String));
});
