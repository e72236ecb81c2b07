/** Commands of a batch that take their time, as the fake portal tells it (contract 4, 5.1). */
import { there } from '../support/there.cts';
import type { Answered, Batch } from './bitrix24.client.cts';
import { bitrix24, type PortalOptions } from './bitrix24.cts';

/** A batch of so many reads. */
function batchOf(
	count: number,
	options: PortalOptions,
	cmd = new Array<string>(count).fill('user.current'),
) {
	const vendor = bitrix24(options);
	const text = JSON.stringify({ halt: 0, cmd });
	const { takes, body } = vendor.handle({
		method: 'POST',
		path: `${vendor.credentials.webhookPath}batch`,
		rawUrl: '',
		query: new URLSearchParams(),
		headers: { host: 'fake', 'content-type': 'application/json' },
		text,
		json: JSON.parse(text),
		isUtf8: true,
		at: Date.now(),
	});
	return { takes, body: body as Answered<Batch, string> };
}
const hundredths = (seconds: number) => Math.round(seconds * 100);

it('one after another: each begins when the one before it ends, and the answer takes as long as all', () => {
	const { takes, body } = batchOf(3, { commandMs: 200 });
	const times = body.result.result_time;
	expect(takes).toBe(600);
	expect(hundredths(body.time.duration)).toBe(60);
	expect(times.map(({ duration }) => hundredths(duration))).toEqual([20, 20, 20]);
	expect(times.map(({ start }) => hundredths(start - there(times[0]).start))).toEqual([0, 20, 40]);
	expect(body).not.toHaveProperty('takes');
});

it('a refused command takes its time too', () => {
	expect(batchOf(2, { commandMs: 20 }, ['user.current', 'no.such.method']).takes).toBe(40);
});

it('without the option nothing takes any time', () => {
	expect(batchOf(2, {}).takes).toBe(0);
});
