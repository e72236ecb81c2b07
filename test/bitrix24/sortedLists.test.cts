/** Lists of custom activities and log entries, which can be sorted as activities and comments can. */
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

const listed = (method: string) =>
	fake.calls.filter(({ path }) => path.endsWith(method)).map(({ json }) => json as IDataObject);
const sortedBy = (...values: Array<{ field: string; direction: string }>) => ({ sort: { values } });

it('custom activities by any field, the ID last', async () => {
	const { output, error } = await run({
		...app,
		resource: 'customActivity',
		operation: 'getMany',
		returnAll: false,
		limit: 5,
		filters: {},
		output: 'raw',
		...sortedBy({ field: 'DEADLINE', direction: 'ASC' }),
	});
	expect(error).toBeUndefined();
	expect(output.length).toBeGreaterThan(0);
	expect(listed('crm.activity.list')[0]?.order).toEqual({ DEADLINE: 'ASC', ID: 'ASC' });
});

describe('log entries', () => {
	const RECORD = { ownerType: byId('2'), owner: byId('1') };
	const entries = async (more: IDataObject = {}) => {
		const { output, error } = await run({
			...app,
			resource: 'timelineLog',
			operation: 'getMany',
			...RECORD,
			returnAll: true,
			...more,
		});
		expect(error).toBeUndefined();
		return output.map(({ json }) => Number(json.id));
	};

	it('come in the order that was asked for, in the small letters that the list wants', async () => {
		for (const title of ['One', 'Two', 'Three'])
			await run({
				...app,
				resource: 'timelineLog',
				operation: 'create',
				...RECORD,
				title,
				text: title,
				icon: byId('info'),
			});
		fake.calls.length = 0;
		const newest = await entries();
		const oldest = await entries(sortedBy({ field: 'created', direction: 'ASC' }));
		expect(newest.length).toBeGreaterThan(2);
		expect(oldest).toEqual([...newest].reverse());
		expect(listed('crm.timeline.logmessage.list').map(({ order }) => order)).toEqual([
			{ id: 'desc' },
			{ created: 'asc', id: 'asc' },
		]);
	});
});
