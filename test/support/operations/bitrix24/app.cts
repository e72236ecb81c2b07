/** What needs the OAuth2 credential of a local app: custom activities, their types, badges. */
import { byId, type VendorOf } from '../../fakes.cts';
import type { RowOf } from '../../operations.cts';
import { there } from '../../there.cts';
import { UNKNOWN } from './unknownId.cts';

const ownerForm = { ownerType: byId('2'), owner: byId('={{ $json.deal }}') };
const layoutForm = {
	layoutMode: 'form',
	title: '={{ $json.title }}',
	lines: { values: [{ kind: 'text', label: 'Address', value: 'Here', url: '', bold: false }] },
	tags: { values: [{ title: 'New', type: 'success' }] },
	buttons: {
		values: [{ title: 'Confirm', type: 'primary', action: 'restEvent', event: 'confirm', url: '' }],
	},
	layoutOptions: {},
};

/** Three custom activities of the app: 9001 is there, two more are made like it. */
function threeCustom({ vendor }: { vendor: VendorOf<'bitrix24'> }) {
	for (const id of [9101, 9102]) {
		vendor.store.activities.set(id, {
			...structuredClone(there(vendor.store.activities.get(9001))),
			ID: String(id),
		});
		vendor.store.configurables.set(
			id,
			structuredClone(there(vendor.store.configurables.get(9001))),
		);
	}
}
const CUSTOM = [
	{ id: 9101, title: 'one' },
	{ id: UNKNOWN, title: 'two' },
	{ id: 9102, title: 'three' },
];

export const OF_APP: Array<RowOf<'bitrix24'>> = [
	{
		name: 'bitrix24 customActivity create',
		parameters: {
			resource: 'customActivity',
			operation: 'create',
			...ownerForm,
			...layoutForm,
			additionalFields: {
				typeId: byId('SITE_VISIT'),
				deadline: '2026-12-24T10:00:00',
				responsibleId: byId('2'),
			},
		},
		items: [
			{ deal: 1, title: 'one' },
			{ deal: UNKNOWN, title: 'two' },
			{ deal: 3, title: 'three' },
		],
		refusal: 'The user of the credential has no access to this record',
	},
	{
		name: 'bitrix24 customActivity update',
		prepare: threeCustom,
		parameters: {
			resource: 'customActivity',
			operation: 'update',
			activityId: byId('={{ $json.id }}'),
			updateFields: { completed: true },
			layoutMode: 'form',
			layoutOptions: {},
		},
		items: CUSTOM,
		refusal: /could not find|does not exist/,
	},
	{
		name: 'bitrix24 customActivity complete',
		prepare: threeCustom,
		parameters: {
			resource: 'customActivity',
			operation: 'complete',
			activityId: byId('={{ $json.id }}'),
		},
		items: CUSTOM,
		refusal: /could not find|does not exist/,
	},
	{
		name: 'bitrix24 customActivity get',
		prepare: threeCustom,
		effect: 'read',
		parameters: {
			resource: 'customActivity',
			operation: 'get',
			activityId: byId('={{ $json.id }}'),
		},
		items: CUSTOM,
		refusal: /could not find|does not exist/,
	},
	{
		name: 'bitrix24 customActivity getMany',
		prepare: threeCustom,
		effect: 'read',
		bulk: false,
		parameters: {
			resource: 'customActivity',
			operation: 'getMany',
			returnAll: false,
			limit: 1,
			filters: { RESPONSIBLE_ID: byId('={{ $json.user }}') },
		},
		items: [{ user: 4 }, { user: 'Ann' }, { user: 4 }],
		refusal: /^"Assigned To" must be a whole number/,
	},
	{
		name: 'bitrix24 customActivity delete',
		prepare: threeCustom,
		parameters: {
			resource: 'customActivity',
			operation: 'delete',
			activityId: byId('={{ $json.id }}'),
		},
		items: CUSTOM,
		refusal: 'The activity does not exist',
	},
	{
		name: 'bitrix24 customActivityType create',
		parameters: {
			resource: 'customActivityType',
			operation: 'create',
			typeId: '={{ $json.type }}',
			name: 'Name',
		},
		items: [{ type: 'T1' }, { type: 'SITE_VISIT' }, { type: 'T3' }],
		refusal: /already an activity type|no activity type|not accept one of the values/,
		wrote: ({ json }) => [json.typeId],
	},
	{
		name: 'bitrix24 customActivityType getMany',
		effect: 'read',
		parameters: { resource: 'customActivityType', operation: 'getMany', options: {} },
		items: [{}, {}, {}],
		allGood: true,
	},
	{
		name: 'bitrix24 customActivityType delete',
		parameters: {
			resource: 'customActivityType',
			operation: 'delete',
			typeId: byId('={{ $json.type }}'),
		},
		items: [{ type: 'SITE_VISIT' }, { type: 'NOT_THERE' }, { type: 'OLD_STYLE' }],
		refusal: /already an activity type|no activity type|not accept one of the values/,
		wrote: ({ json }) => [json.typeId],
	},
	{
		name: 'bitrix24 badge create',
		parameters: {
			resource: 'badge',
			operation: 'create',
			code: '={{ $json.code }}',
			title: 'Visit',
			badgeValue: '={{ $json.value }}',
			type: 'success',
		},
		items: [
			{ code: 'a', value: 'x' },
			{ code: '', value: 'x' },
			{ code: 'c', value: 'x' },
		],
		refusal: '"Code" is empty',
		wrote: ({ json }) => [json.code],
	},
	{
		name: 'bitrix24 badge getMany',
		effect: 'read',
		parameters: { resource: 'badge', operation: 'getMany' },
		items: [{}, {}, {}],
		allGood: true,
	},
	{
		name: 'bitrix24 badge delete',
		parameters: { resource: 'badge', operation: 'delete', code: byId('={{ $json.code }}') },
		items: [{ code: 'missedCall' }, { code: 'notThere' }, { code: 'visitDone' }],
		refusal: /could not find|not accept|no activity type/,
		wrote: ({ json }) => [json.code],
	},
];
