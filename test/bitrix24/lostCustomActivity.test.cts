/**
 * A custom activity whose answer was lost is known by its Origin ID. One that the user fills in may be that of several
 * records: an activity of another record is not taken for the lost one.
 */
import { runNode } from '../support/engine.cts';
import { byId, fakeFor } from '../support/fakes.cts';
import { there } from '../support/there.cts';
import { portalTime } from '../vendors/bitrix24.answers.cts';

const ORIGIN = { originatorId: 'shop', originId: 'order-17' };
const [OWN, OTHER] = ['1', '3'];

interface Call {
	readonly rawUrl: string;
	readonly text: string;
}

it.each([
	['one by one', { batching: false }],
	['in bulk', {}],
])('does not take the activity of another record for the lost one: %s', async (_way, batching) => {
	const { fake, base } = await fakeFor('bitrix24App');
	const { activities } = fake.vendor.store;
	const any = there([...activities.values()][0]);
	let isLost = false;
	fake.fault('reset', {
		match({ rawUrl, text }: Call) {
			if (isLost || !`${rawUrl} ${text}`.includes('crm.activity.configurable.add')) return false;
			isLost = true;
			const ID = 999_999;
			// Somebody else makes one with the same origin at that moment.
			activities.set(ID, {
				...any,
				ID: String(ID),
				OWNER_TYPE_ID: '2',
				OWNER_ID: OTHER,
				ORIGINATOR_ID: ORIGIN.originatorId,
				ORIGIN_ID: ORIGIN.originId,
				CREATED: portalTime(Date.now()),
			});
			return true;
		},
	});
	try {
		const { output, error } = await runNode({
			...base,
			parameters: {
				resource: 'customActivity',
				operation: 'create',
				ownerType: byId('2'),
				owner: byId(OWN),
				layoutMode: 'form',
				title: 'Order',
				lines: {
					values: [{ kind: 'text', label: 'Address', value: 'Here', url: '', bold: false }],
				},
				layoutOptions: {},
				additionalFields: { ...ORIGIN, responsibleId: byId('2') },
				options: batching,
			},
			items: [{}, {}].slice(0, 'batching' in batching ? 1 : 2),
		});
		expect(error).toBeUndefined();
		expect(isLost).toBe(true);
		for (const { json } of output)
			expect(activities.get(Number(json.id))).toMatchObject({ OWNER_ID: OWN });
	} finally {
		await fake.close();
	}
});
