'use strict';
/**
 * What the runs do at each vendor: every row becomes an activity that carries the row's key. `create` and `list` are
 * parameters of the vendor's node, `keyIn` is where the listed activities show the key, `keys` reads it off the fake's
 * store.
 */
const byId = (value) => ({ __rl: true, mode: 'id', value });
const KEY = '={{ $json.key }}';
const SOURCE = 'queue-test';
const NO_MAPPING = { mappingMode: 'defineBelow', value: null };
const { vendors } = realN8n;
const stored = (node) => [...vendors.fakes[node].vendor.store.activities.values()];

/**
 * @typedef {object} Work
 * @property {object} create
 * @property {object} [external] options with which a row that is there already is updated, where
 * the vendor can keep the key
 * @property {object} list reads what a run has created, whoever ran it
 * @property {string} keyIn
 * @property {() => string[]} keys of the activities that the vendor has
 * @property {number} refusal the status with which the vendor refuses what is too much
 */
/** @type {Record<string, Work>} */
const WORK = {
	bitrix24: {
		create: {
			resource: 'activity',
			operation: 'create',
			kind: 'meeting',
			ownerType: byId('2'),
			owner: byId('1'),
			subject: KEY,
			responsible: byId('2'),
			client: byId('C_1'),
			start: '2026-12-01T10:00:00',
			additionalFields: { ORIGINATOR_ID: SOURCE, ORIGIN_ID: KEY },
		},
		list: {
			resource: 'activity',
			operation: 'getMany',
			returnAll: true,
			filters: {},
			output: 'raw',
			options: { filter: JSON.stringify({ ORIGINATOR_ID: SOURCE }) },
		},
		external: { externalId: KEY },
		keyIn: 'ORIGIN_ID',
		keys: () =>
			stored('bitrix24')
				.filter(({ ORIGINATOR_ID }) => ORIGINATOR_ID === SOURCE)
				.map(({ ORIGIN_ID }) => ORIGIN_ID),
		refusal: 503,
	},
	leadSquared: {
		create: {
			resource: 'customActivity',
			operation: 'create',
			activityType: byId('202'),
			leadBy: 'id',
			lead: byId(vendors.fakes.leadSquared.vendor.leadId(7)),
			note: KEY,
			fields: NO_MAPPING,
			attachments: {},
			additionalFields: {},
		},
		list: {
			resource: 'customActivity',
			operation: 'getMany',
			activityType: byId('202'),
			from: '={{ $now.minus({ hours: 1 }).toISO() }}',
			returnAll: true,
			output: 'simplified',
		},
		external: { externalId: KEY, externalIdField: 'mx_Custom_1' },
		keyIn: 'note',
		keys: () => stored('leadSquared').map(({ ActivityNote }) => ActivityNote),
		refusal: 429,
	},
	ivvy: {
		create: {
			resource: 'activity',
			operation: 'create',
			name: KEY,
			subType: 1,
			description: SOURCE,
			belongsTo: 'contact',
			contactId: byId('45001'),
			additionalFields: {},
		},
		list: {
			resource: 'activity',
			operation: 'getMany',
			returnAll: true,
			filters: {},
			conditions: {
				values: [
					{
						field: 'name',
						comparison: '__BEGINS',
						value: '={{ $json.body.rows[0].key.split(" ")[0] }}',
					},
				],
			},
			output: 'raw',
		},
		keyIn: 'name',
		keys: () => stored('ivvy').map(({ name }) => name),
		refusal: 429,
	},
	deskera: {
		create: {
			resource: 'activity',
			operation: 'create',
			name: KEY,
			activity_type: 'call',
			start: '2026-12-01T09:00:00Z',
			end: '2026-12-01T10:00:00Z',
			additionalFields: { source: SOURCE, source_id: KEY },
		},
		list: {
			resource: 'activity',
			operation: 'getMany',
			returnAll: true,
			filters: { source: SOURCE },
			output: 'raw',
		},
		external: { externalId: KEY },
		keyIn: 'source_id',
		keys: () =>
			stored('deskera')
				.filter(({ source }) => source === SOURCE)
				.map(({ source_id }) => source_id),
		refusal: 429,
	},
};

module.exports = { WORK };
