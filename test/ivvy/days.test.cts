/** What a day means in a form: which zone it is one of, and which moment of it is sent. */
import { activity, byId, ivvy, task } from './support/forms.cts';

const account = ivvy();
const { refused, run, sent } = account;

describe('a day', () => {
	it.each([
		[
			'America/New_York',
			{ startDatetime: '2026-12-01', endDatetime: '2026-12-01T10:00:00' },
			['2026-12-01 05:00:00', '2026-12-01 15:00:00'],
		],
		[
			'Asia/Tokyo',
			{ startDatetime: '2026-12-01T10:00:00', endDatetime: '2026-12-01' },
			['2026-12-01 01:00:00', '2026-12-01 14:59:59'],
		],
		[
			'America/New_York',
			{ startDatetime: '2026-12-01', endDatetime: '2026-12-01' },
			['2026-12-01 05:00:00', '2026-12-02 04:59:59'],
		],
		[
			'Europe/Berlin',
			{ startDatetime: 46357, endDatetime: '46357.5' },
			['2026-11-30 23:00:00', '2026-12-01 11:00:00'],
		],
	])('is one of the zone %s: %o', async (timezone, additionalFields, [start, end]) => {
		const { error } = await run(
			{
				...activity,
				additionalFields: Object.fromEntries(
					Object.keys(additionalFields).map((name) => [name, `={{ $json.${name} }}`]),
				),
			},
			{ timezone, items: [additionalFields] },
		);
		expect(error).toBeUndefined();
		expect(sent()[0]).toMatchObject({ startDatetime: start, endDatetime: end });
	});

	it('that ends before it starts is refused, by what would be sent', async () => {
		expect(
			await refused({
				...activity,
				additionalFields: { startDatetime: '2026-12-02', endDatetime: '2026-12-01' },
			}),
		).toBe('"End" is before "Start"');
	});

	it.each(['create', 'update', 'upsert'])('is due at its end: task %s', async (operation) => {
		const due = { endDatetime: '2026-12-01' };
		await run(
			{
				...task,
				operation,
				taskId: byId('10001'),
				...(operation === 'update' ? { updateFields: due } : due),
			},
			{ timezone: 'America/New_York' },
		);
		expect(sent()[0]?.endDatetime).toBe('2026-12-02 04:59:59');
	});
});
