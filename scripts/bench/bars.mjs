/** The speed bars: what has to be reached, per vendor. Each gives a measured value and whether it is enough. */
import { measure } from './measure.mjs';

const byId = (value) => ({ __rl: true, mode: 'id', value });
const numbered = (count) => () => Array.from({ length: count }, (_, index) => ({ n: index + 1 }));
const bar = (name, wanted, measured, met, run) => ({ name, wanted, measured, met, run });
const seconds = (value) => `${value.toFixed(2)} s`;
const NO_MAPPING = { mappingMode: 'defineBelow', value: null };

const bitrixTask = { resource: 'task', operation: 'create', title: '={{ "Task " + $json.n }}', responsible: byId('2'), additionalFields: {}, customFields: NO_MAPPING, options: {} };
const UNLIMITED = { burst: 1e9, perSecond: 1e9 };

async function bitrix24({ quick }) {
	const hundred = await measure({ vendor: 'bitrix24', parameters: bitrixTask, items: numbered(100) });
	const thousand = await measure({ vendor: 'bitrix24', parameters: bitrixTask, items: numbered(1000) });
	const free = await measure({ vendor: 'bitrix24', options: { bucket: UNLIMITED }, parameters: bitrixTask, items: numbered(1000) });
	const waited = Math.max(0, thousand.seconds - free.seconds);
	const count = quick ? 2000 : 10_000;
	const list = await measure({ vendor: 'bitrix24', options: { records: { activities: count } }, parameters: { resource: 'activity', operation: 'getMany', returnAll: true, filters: {}, options: {} } });
	return [
		bar('100 tasks created', '2 requests', `${hundred.requests} requests`, hundred.requests === 2 && hundred.stored === 100, hundred),
		bar('1,000 tasks created', '20 requests', `${thousand.requests} requests`, thousand.requests === 20 && thousand.stored === 1000, thousand),
		bar('1,000 tasks created: waiting for the limit', 'under 1 s', seconds(waited), waited < 1 && thousand.refused === 0, thousand),
		bar(`${count.toLocaleString('en')} activities read`, 'at most 10 requests', `${list.requests} requests`, list.requests <= 10 && list.items > count * 0.99, list),
	];
}

const lsqUpdate = { resource: 'customActivity', operation: 'update', activityType: byId('201'), activityId: byId('={{ $json.id }}'), fields: NO_MAPPING, updateFields: { note: '={{ "Note " + $json.n }}' }, options: {} };
const lsqItems = (count) => async (ask) => (await ask({ ids: { kind: 'activities', count: count * 8 } })).ids.filter((_, index) => index % 8 === 7).map((id, n) => ({ id, n }));

async function leadSquared() {
	const rows = [];
	for (const calls of [25, 10]) {
		const run = await measure({ vendor: 'leadSquared', options: { records: { activities: 9000 }, window: { calls, seconds: 5 } }, credentials: { callsPer5Seconds: calls }, parameters: lsqUpdate, items: lsqItems(1000) });
		const allowed = 5 * (Math.ceil(40 / calls) - 1);
		rows.push(
			bar(`1,000 custom activities updated at ${calls} calls per 5 s`, '40 requests, none refused or failed', `${run.requests} requests, ${run.refused} refused`, run.requests === 40 && run.stored === 1000, run),
			bar(`the same: time`, `within 15 % of ${allowed} s`, seconds(run.seconds), run.seconds <= allowed * 1.15, run),
		);
	}
	return rows;
}

/** Creates at 50 ms an answer: one after another, 5 and 10 at once. */
async function sideBySide(vendor, parameters, items, { quick }) {
	const count = quick ? 200 : 1000;
	const run = async (parallel) => await measure({ vendor, server: { delay: 50 }, parameters: { ...parameters, options: { parallel } }, items: items(count) });
	const [one, five, ten] = [await run(1), await run(5), await run(10)];
	const times = (other) => `${(one.seconds / other.seconds).toFixed(1)} times`;
	return [
		bar(`${count.toLocaleString('en')} creates at 50 ms, 5 side by side`, 'at least 4 times as fast as one by one', times(five), one.seconds / five.seconds >= 4 && five.stored === count, five),
		bar(`${count.toLocaleString('en')} creates at 50 ms, 10 side by side`, 'at least 8 times as fast as one by one', times(ten), one.seconds / ten.seconds >= 8 && ten.stored === count, ten),
	];
}

const ivvyCreate = { resource: 'activity', operation: 'create', name: '={{ "Activity " + $json.n }}', subType: 1, description: 'About it', belongsTo: 'contact', contactId: byId('45001'), additionalFields: {} };
const deskeraCreate = { resource: 'activity', operation: 'create', name: '={{ "Activity " + $json.n }}', activity_type: 'call', start: '2026-12-01T10:00:00', end: '2026-12-01T11:00:00', additionalFields: {} };

async function ivvy(settings) {
	return await sideBySide('ivvy', ivvyCreate, numbered, settings);
}

async function deskera(settings) {
	const count = settings.quick ? 1000 : 5000;
	const size = 1000;
	const deleted = await measure({ vendor: 'deskera', options: { records: { activities: 12_000 } }, parameters: { resource: 'activity', operation: 'deleteMany', activityIds: '={{ $json.id }}', options: { batchSize: size } }, items: async (ask) => (await ask({ ids: { kind: 'activities', count } })).ids.map((id) => ({ id })) });
	const list = await measure({ vendor: 'deskera', options: { records: { activities: 10_000 } }, parameters: { resource: 'activity', operation: 'getMany', returnAll: true, filters: {}, options: {} } });
	return [
		bar(`${count.toLocaleString('en')} deletes, ${size.toLocaleString('en')} in a request`, `${count / size} requests`, `${deleted.requests} requests`, deleted.requests === count / size, deleted),
		...(await sideBySide('deskera', deskeraCreate, numbered, settings)),
		bar('10,000 activities listed', '100 requests (pages of 100)', `${list.requests} requests`, list.requests <= 101 && list.items === 10_000, list),
	];
}

export const BARS = { bitrix24, leadSquared, ivvy, deskera };
