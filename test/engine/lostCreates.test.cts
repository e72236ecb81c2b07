/**
 * Imports of which every tenth answer is lost, half of them before anything was stored: all is stored once, and told
 * so. `LOST_CREATES=1000 npx jest test/engine/lostCreates` is the whole of it.
 */
import { runNode } from '../support/engine.cts';
import { byId, fakeFor, type SentCall, VENDORS } from '../support/fakes.cts';
import { mapped } from '../support/mapped.cts';

jest.setTimeout(3_600_000);

const COUNT = Number(process.env.LOST_CREATES ?? 60);
const EVERY = 10;
const PLENTY = 1e6;

interface Import {
	vendor: string;
	/** What makes records, in a call's address or body. */
	creates: RegExp;
	parameters: object;
	/** The most that may stay unknown, of all items. */
	unknown: number;
	options?: object;
}

const leadSquared = VENDORS.leadSquared.make();

const IMPORTS: Record<string, Import> = {
	'Bitrix24 tasks': {
		vendor: 'bitrix24',
		creates: /tasks\.task\.add/,
		unknown: 0,
		options: { bucket: { burst: PLENTY, perSecond: PLENTY } },
		parameters: {
			resource: 'task',
			operation: 'create',
			title: '={{ $json.title }}',
			responsible: byId('2'),
			additionalFields: {},
			customFields: mapped({}),
		},
	},
	'iVvy tasks': {
		vendor: 'ivvy',
		creates: /addOrUpdateTask/,
		unknown: 0.02,
		parameters: {
			resource: 'task',
			operation: 'create',
			name: '={{ $json.title }}',
			endDatetime: '2026-12-01',
			belongsTo: 'lead',
			leadId: byId('2001'),
			additionalFields: {},
		},
	},
	'Deskera activities': {
		vendor: 'deskera',
		creates: /^POST .*activities/,
		unknown: 0.02,
		parameters: {
			resource: 'activity',
			operation: 'create',
			name: '={{ $json.title }}',
			activity_type: 'call',
			start: '2026-12-01T10:00:00Z',
			end: '2026-12-01T11:00:00Z',
			additionalFields: {},
		},
	},
	'LeadSquared activities': {
		vendor: 'leadSquared',
		creates: /ProspectActivity\.svc\/(?:Create|Bulk)/,
		unknown: 0.02,
		options: { window: { calls: PLENTY, seconds: 1 } },
		parameters: {
			resource: 'customActivity',
			operation: 'create',
			activityType: byId('202'),
			leadBy: 'id',
			lead: byId(leadSquared.leadId(1)),
			note: '={{ $json.title }}',
			fields: mapped({}),
			additionalFields: {},
		},
	},
};

const items = Array.from({ length: COUNT }, (_, n) => ({ title: `Row ${n} of the import` }));

let runs = 0;
async function imported(
	{ vendor, creates, parameters, options = {} }: Import,
	batching: object,
	loses: boolean,
) {
	const { fake, base } = await fakeFor(vendor, options);
	const seen = { creates: 0 };
	/** No answer is lost twice: what is sent twice in vain is told as not completed, which lostAnswers.test.cts shows. */
	const hit = new Set<string>();
	const isCreate = ({ rawUrl, text, ...call }: SentCall) =>
		creates.test(`${call.method} ${rawUrl} ${text}`);
	if (loses)
		for (const stored of [true, false])
			fake.fault('reset', {
				stored,
				times: Infinity,
				match(call: SentCall & { isCounted?: boolean }) {
					if (!isCreate(call)) return false;
					if (call.isCounted !== true) seen.creates += 1;
					call.isCounted = true;
					const isHit =
						seen.creates % EVERY === 1 &&
						(seen.creates % (2 * EVERY) === 1) === stored &&
						!hit.has(`${call.rawUrl} ${call.text}`);
					if (isHit) hit.add(`${call.rawUrl} ${call.text}`);
					return isHit;
				},
			});
	try {
		const { output, error } = await runNode({
			...base,
			credentialId: `import${++runs}`,
			parameters: { ...parameters, options: { ...batching, maxWait: 3600 } },
			items,
			onError: 'continueRegularOutput',
		});
		const told = (output as Array<{ json: { id?: unknown; details?: { completed: string } } }>).map(
			({ json }) => json,
		);
		const writes = fake.vendor.writes.filter(({ operation }) => operation !== 'batch.run');
		return { told, error, calls: fake.calls.length, stored: writes.length };
	} finally {
		await fake.close();
	}
}

describe.each(Object.entries(IMPORTS))('%s', (_name, one) => {
	it.each([
		['one by one', { batching: false }],
		['as the node sends them by itself', {}],
	])('%s', async (_way, batching) => {
		const whole = await imported(one, batching, false);
		expect(whole.stored).toBe(COUNT);
		const { told, error, calls, stored } = await imported(one, batching, true);
		expect(error).toBeUndefined();
		const unknown = told.filter(({ details }) => details?.completed === 'unknown').length;
		expect(unknown).toBeLessThanOrEqual(COUNT * one.unknown);
		expect(told.filter(({ details }) => details !== undefined)).toHaveLength(unknown);
		expect(stored).toBeGreaterThanOrEqual(COUNT - unknown);
		expect(stored).toBeLessThanOrEqual(COUNT);
		const ids = told.flatMap(({ id, details }) => (details === undefined ? [id] : []));
		expect(new Set(ids).size).toBe(ids.length);
		// Of a few calls in bulk each that is read is much.
		if (whole.calls >= COUNT) expect(calls).toBeLessThanOrEqual(whole.calls * 1.2 + EVERY);
	});
});
