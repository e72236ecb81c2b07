/** Calls and their transcripts: what the node makes up, and what it does not. */
import { runNode } from '../support/engine.cts';
import { fakeFor, byId, type StartedOf } from '../support/fakes.cts';

type Started = StartedOf<'bitrix24App'>;

let app: Started;
beforeAll(async () => {
	app = await fakeFor('bitrix24App');
});
afterAll(async () => await app.fake.close());
beforeEach(() => app.fake.reset());

const create = async (items: object[], timezone: string) => {
	const { output, error } = await runNode<{ externalCallId: string }>({
		...app.base,
		timezone,
		parameters: {
			resource: 'call',
			operation: 'create',
			user: byId('2'),
			phone: '={{ $json.phone }}',
			direction: 1,
			start: '={{ $json.start }}',
			duration: 60,
			additionalFields: {},
		},
		items,
	});
	expect(error).toBeUndefined();
	return output.map(({ json }) => json.externalCallId);
};

it('the ID of a call without one is plain, and the same for one moment in any zone', async () => {
	const berlin = await create(
		[{ phone: '+49 30 111', start: '2026-12-01T10:00:00' }],
		'Europe/Berlin',
	);
	const utc = await create([{ phone: '+49 30 111', start: '2026-12-01T09:00:00Z' }], 'UTC');
	const york = await create(
		[{ phone: '+49 30 111', start: '2026-12-01T04:00:00-05:00' }],
		'America/New_York',
	);
	expect(new Set([...berlin, ...utc, ...york]).size).toBe(1);
	expect(berlin[0]).toMatch(/^[\w-]+$/);
});

it('calls that differ in time or number have different IDs, also where clocks are set back', async () => {
	const given = [
		{ phone: '+49 30 111', start: '2026-10-25T02:30:00+02:00' },
		{ phone: '+49 30 111', start: '2026-10-25T02:30:00+01:00' },
		{ phone: '+49 30 222', start: '2026-10-25T02:30:00+01:00' },
		{ phone: '+49 30 111', start: '2026-10-25T02:30:01+01:00' },
	];
	expect(new Set(await create(given, 'Europe/Berlin')).size).toBe(4);
});

describe('a line of a transcript', () => {
	const attach = async (line: object) =>
		await runNode({
			...app.base,
			parameters: {
				resource: 'call',
				operation: 'attachTranscript',
				callId: 'externalCall.1',
				lines: { values: [{ side: 'User', from: 1, to: 2, text: 'Hello', ...line }] },
				additionalFields: {},
			},
		});

	it.each([
		['From Second', { from: '={{ $json.nothing }}' }],
		['From Second', { from: '' }],
		['To Second', { to: '={{ $json.nothing }}' }],
		['To Second', { to: '   ' }],
		['Text', { text: '={{ $json.nothing }}' }],
		['Speaker', { side: '={{ $json.nothing }}' }],
	])('in which %s came blank is refused before anything is sent (%j)', async (label, line) => {
		const { error } = await attach(line);
		expect(error?.message).toMatch(new RegExp(`^"${label}".* is empty$`));
		expect(app.fake.calls).toHaveLength(0);
	});
});
