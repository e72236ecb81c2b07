/** Ignore Own Changes: what the user of the credential has done starts nothing, what anybody else has done does. */
import { NODES } from '../support/descriptions.cts';
import {
	byId,
	fakeFor,
	type Fakes,
	type OptionsOf,
	type Started,
	type StartedOf,
} from '../support/fakes.cts';
import { there } from '../support/there.cts';
import { triggerOf } from '../support/trigger.cts';

jest.setTimeout(60_000);

type Row = Record<string, unknown>;

const open: Array<Started<object>> = [];
afterEach(async () => await Promise.all(open.splice(0).map(({ fake }) => fake.close())));

async function account<Name extends keyof Fakes>(
	name: Name,
	options?: OptionsOf<Name>,
): Promise<StartedOf<Name>> {
	const side = await fakeFor(name, options);
	open.push(side);
	return side;
}

const idsOf = (items: Array<{ json: Row }> | undefined) =>
	(items ?? []).map(({ json }) => String(json.id));

it('is off in every trigger until somebody turns it on', () => {
	const defaults = Object.entries(NODES).flatMap(([name, { make }]) => {
		const properties: ReadonlyArray<{ name: string; default: unknown }> =
			make().description.properties;
		return properties
			.filter((property) => property.name === 'ignoreOwn')
			.map((property) => [name, property.default]);
	});
	expect(Object.fromEntries(defaults)).toEqual({
		Bitrix24Trigger: false,
		DeskeraTrigger: false,
		IvvyTrigger: false,
		LeadSquaredPollingTrigger: false,
		LeadSquaredTrigger: false,
	});
});

describe('Bitrix24 Trigger', () => {
	const EVENTS = [
		'ONCRMACTIVITYUPDATE',
		'ONCRMACTIVITYDELETE',
		'ONTASKADD',
		'ONTASKUPDATE',
		'ONCRMDEALUPDATE',
	];
	const OWN = '1';

	async function started(more: object = {}) {
		const side = await account('bitrix24');
		const trigger = await triggerOf({
			...side.base,
			node: 'bitrix24Trigger',
			parameters: {
				events: EVENTS,
				fetchRecord: true,
				output: 'simplified',
				ignoreOwn: true,
				...more,
			},
		});
		const deliver = async (event: string, id: number, at?: number) =>
			idsOf(
				(
					await trigger.deliver(
						side.fake.vendor.deliver(event, id, { to: 'webhook', ...(at ? { at } : {}) }),
					)
				).items,
			);
		return { ...side, deliver };
	}
	const task = ({ fake }: StartedOf<'bitrix24'>) => there(fake.vendor.store.tasks.get(10));
	const activity = ({ fake }: StartedOf<'bitrix24'>) => there(fake.vendor.store.activities.get(4));

	it.each([
		['ONTASKUPDATE', 10],
		['ONTASKADD', 10],
		['ONCRMACTIVITYUPDATE', 4],
	])('%s: own ones are left out, in the request that reads the record', async (event, id) => {
		const side = await started();
		task(side).CHANGED_BY = OWN;
		activity(side).EDITOR_ID = OWN;
		expect(await side.deliver(event, id)).toEqual([]);
		expect(side.fake.calls).toHaveLength(1);
		task(side).CHANGED_BY = '2';
		activity(side).EDITOR_ID = '2';
		expect(await side.deliver(event, id)).toEqual([String(id)]);
	});

	it('a record that somebody may have changed in between is not left out', async () => {
		const side = await started();
		task(side).CHANGED_BY = OWN;
		task(side).CHANGED_DATE = '2099-01-01T10:00:00+03:00';
		expect(await side.deliver('ONTASKUPDATE', 10)).toEqual(['10']);
	});

	it('what does not say whose it was is not left out: deletions and records of the CRM', async () => {
		const side = await started();
		expect(await side.deliver('ONCRMACTIVITYDELETE', 4)).toEqual(['4']);
		expect(await side.deliver('ONCRMDEALUPDATE', 1)).toEqual(['1']);
	});

	it('nothing is left out where it can not be found out who the user is, or where it is off', async () => {
		const side = await started();
		task(side).CHANGED_BY = OWN;
		side.fake.fault('rewrite', {
			match: () => true,
			rewrite: (answer: { body: { result: { result: Row; result_error: Row } } }) => {
				for (const [name, value] of Object.entries(answer.body.result.result))
					if ('ADMIN' in (value as Row)) answer.body.result.result[name] = [];
				return answer;
			},
		});
		expect(await side.deliver('ONTASKUPDATE', 10)).toEqual(['10']);
		const off = await started({ ignoreOwn: false });
		task(off).CHANGED_BY = OWN;
		expect(await off.deliver('ONTASKUPDATE', 10)).toEqual(['10']);
	});
});

describe('LeadSquared', () => {
	const TYPE = byId('202');
	const webhook = {
		node: 'leadSquaredTrigger',
		parameters: {
			events: ['2', '15', '7', '17'],
			activityTypes: { values: [{ id: TYPE }] },
			output: 'simplified',
			ignoreOwn: true,
		},
	};
	const allOf = ({ fake }: StartedOf<'leadSquared'>) =>
		[...fake.vendor.store.activities.values()].filter(
			({ ActivityEvent }) => String(ActivityEvent) === '202',
		);
	const firstOf = (side: StartedOf<'leadSquared'>) => there(allOf(side)[0]);

	async function started() {
		const side = await account('leadSquared');
		const trigger = await triggerOf({ ...side.base, ...webhook });
		await trigger.create();
		const deliver = async (event: string, id: string) =>
			idsOf((await trigger.deliver(side.fake.vendor.deliver(event, id))).items);
		return { ...side, deliver };
	}

	it('the trigger leaves out activities that the owner of the keys has created', async () => {
		const side = await started();
		const { vendor } = side.fake;
		const own = firstOf(side);
		const foreign = there(allOf(side)[1]);
		Object.assign(own, { CreatedBy: vendor.userId(1) });
		Object.assign(foreign, { CreatedBy: vendor.userId(2) });
		expect(await side.deliver('activityCreate', own.ProspectActivityId)).toEqual([]);
		expect(await side.deliver('activityCreate', foreign.ProspectActivityId)).toEqual([
			foreign.ProspectActivityId,
		]);
		expect(await side.deliver('activityUpdate', own.ProspectActivityId)).toEqual([
			own.ProspectActivityId,
		]);
	});

	it('the trigger leaves out tasks that the owner of the keys has changed', async () => {
		const side = await started();
		const { vendor } = side.fake;
		const task = there([...vendor.store.tasks.values()][0]);
		const id = String(task.UserTaskId);
		task.ModifiedBy = vendor.userId(1);
		expect(await side.deliver('taskUpdate', id)).toEqual([]);
		task.ModifiedBy = vendor.userId(2);
		expect(await side.deliver('taskUpdate', id)).toEqual([id]);
	});

	it('the polling trigger leaves out what the owner of the keys has created', async () => {
		const side = await account('leadSquared');
		const { vendor } = side.fake;
		const { poll } = await triggerOf({
			...side.base,
			node: 'leadSquaredPollingTrigger',
			parameters: { event: 'both', activityType: TYPE, output: 'simplified', ignoreOwn: true },
		});
		await poll();
		const add = (number: number, user: number): string => {
			const id = `0000000${number}-0000-4000-8000-000000000000`;
			const at = Date.now() + number * 1000;
			vendor.store.activities.set(id, {
				...firstOf(side),
				ProspectActivityId: id,
				CreatedBy: vendor.userId(user),
				CreatedOn: at,
				ModifiedOn: at,
			});
			return id;
		};
		add(1, 1);
		const foreign = add(2, 2);
		expect(idsOf((await poll())?.[0])).toEqual([foreign]);
		expect(await poll()).toBeNull();
	});
});

describe('Deskera Trigger', () => {
	it('leaves out what the user of the token has changed', async () => {
		const side = await account('deskera', { records: { activities: 20 } });
		const { poll } = await triggerOf({
			...side.base,
			node: 'deskeraTrigger',
			parameters: { event: 'both', output: 'simplified', ignoreOwn: true },
		});
		await poll();
		for (const id of [3, 4])
			await fetch(`${side.fake.url}/v1/crm/activities/bulkUpdate`, {
				method: 'PATCH',
				headers: {
					'content-type': 'application/json',
					'x-access-token': String(side.base.credentials.token),
				},
				body: JSON.stringify({ ids: [id], visibility_type: 'private' }),
			});
		there(side.fake.vendor.store.activities.get(4)).updated_by = 1;
		expect(idsOf((await poll())?.[0])).toEqual(['4']);
		expect(await poll()).toBeNull();
	});
});
