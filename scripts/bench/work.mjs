/**
 * What is done at each vendor for the benchmark: one small write. The same work twice: as parameters of the package's
 * node, and as the body that everybody else sends, with the same expressions where a node makes it.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { guid } = require('../../test/vendors/leadsquared.make.cts');

const byId = (value) => ({ __rl: true, mode: 'id', value });
const NO_MAPPING = { mappingMode: 'defineBelow', value: null };
/** What differs from item to item, for nodes. */
const LABEL = '={{ "Item " + $json.n }}';
const ID = '={{ $json.id }}';
/** Of the fake LeadSquared's activities each eighth is of the type 201. */
const EIGHTH = 8;

/**
 * @typedef {object} Work
 * @property {object} parameters of the package's node; without options
 * @property {{method: string, path: string}} request
 * @property {(label: string, id?: string) => object} body of the request
 * @property {(n: number) => string} [id] of the record that item number n changes
 * @property {boolean} bulk whether the vendor has a bulk call
 * @property {(count: number) => object} [records] what the fake has to hold for so many items
 * @property {object} unlimited option of the fake that lifts its limit
 * @property {object} hurried change of the credential after which the node does not hold itself back either
 */
/** @type {Record<string, Work>} */
export const WORK = {
	bitrix24: {
		parameters: {
			resource: 'task',
			operation: 'create',
			title: LABEL,
			responsible: byId('2'),
			additionalFields: {},
			customFields: NO_MAPPING,
		},
		request: { method: 'POST', path: '/tasks.task.add' },
		body: (label) => ({ fields: { TITLE: label, RESPONSIBLE_ID: 2 } }),
		bulk: true,
		unlimited: { bucket: { burst: 1e9, perSecond: 1e9 } },
		hurried: { plan: 'enterprise' },
	},
	leadSquared: {
		parameters: {
			resource: 'customActivity',
			operation: 'update',
			activityType: byId('201'),
			activityId: byId(ID),
			fields: NO_MAPPING,
			updateFields: { note: LABEL },
		},
		request: { method: 'POST', path: '/ProspectActivity.svc/CustomActivity/Update' },
		body: (label, id) => ({ ProspectActivityId: id, ActivityEvent: 201, ActivityNote: label }),
		id: (n) => guid('activity', n * EIGHTH),
		bulk: true,
		records: (count) => ({ activities: (count + 1) * EIGHTH }),
		unlimited: { window: { calls: 1e9, seconds: 5 } },
		hurried: { plan: 'custom', callsPer5Seconds: 1e6, bulkCallsPer5Seconds: 1e6 },
	},
	ivvy: {
		parameters: {
			resource: 'activity',
			operation: 'create',
			name: LABEL,
			subType: 1,
			description: 'About it',
			belongsTo: 'contact',
			contactId: byId('45001'),
			additionalFields: {},
		},
		request: { method: 'POST', path: '/api/1.0/crm?action=addOrUpdateActivity' },
		body: (label) => ({ name: label, subType: 1, description: 'About it', contactId: 45001 }),
		bulk: false,
		unlimited: {},
		hurried: {},
	},
	deskera: {
		parameters: {
			resource: 'activity',
			operation: 'create',
			name: LABEL,
			activity_type: 'call',
			start: '2026-12-01T09:00:00Z',
			end: '2026-12-01T10:00:00Z',
			additionalFields: {},
		},
		request: { method: 'POST', path: '/v1/crm/activities' },
		body: (label) => ({
			name: label,
			activity_type: 'call',
			start: '2026-12-01T09:00:00Z',
			end: '2026-12-01T10:00:00Z',
			user_timezone: 'Europe/Berlin',
		}),
		bulk: false,
		unlimited: {},
		hurried: {},
	},
};

/** Input items for `count` of the vendor's work; `body` is for those that don't make it from expressions. */
export function itemsOf(vendor, count) {
	const { body, id = () => undefined } = WORK[vendor];
	return Array.from({ length: count }, (_, index) => ({
		n: index + 1,
		id: id(index + 1),
		body: body(`Item ${index + 1}`, id(index + 1)),
	}));
}

/** The request's body as the parameter of a node. */
export function bodyParameter(vendor) {
	return WORK[vendor].body(LABEL, ID);
}
