/** Calls of a phone system outside: those that only an app may make, and the others. */
import type { Item } from '../../engine.cts';
import { byId, type VendorOf } from '../../fakes.cts';
import type { RowOf, Told } from '../../operations.cts';
import { UNKNOWN } from './unknownId.cts';

const CALLS = [{ id: 'externalCall.1' }, { id: 'externalCall.0' }, { id: 'externalCall.3' }];
const noCall = 'Bitrix24 could not find the call';
const callsIn = (writes: ReadonlyArray<{ readonly id: unknown }>) => [
	...new Set(writes.map(({ id }) => id)),
];
const ofCalls = {
	written: ({ vendor }: { vendor: VendorOf<'bitrix24'> }) => callsIn(vendor.writes),
	wrote: ({ json }: Item<Told>) => [json.id],
};
const callForm = (operation: string, more: object = {}) => ({
	resource: 'call',
	operation,
	user: byId('={{ $json.user }}'),
	phone: '={{ $json.phone }}',
	direction: 2,
	...more,
});
const NEW = [
	{ user: 2, phone: '+49 30 111' },
	{ user: UNKNOWN, phone: '+49 30 222' },
	{ user: 3, phone: '+49 30 333' },
];
const noUser = 'The user of the call does not exist or is not active';

export const CALLS_OF_APP: Array<RowOf<'bitrix24'>> = [
	{
		...ofCalls,
		// A call that was registered is logged when it is finished.
		written: ({ vendor }) =>
			callsIn(vendor.writes.filter(({ method }) => method === 'telephony.externalCall.finish')),
		name: 'bitrix24 call create',
		parameters: callForm('create', {
			start: '={{ $json.start }}',
			duration: 95,
			additionalFields: { client: byId('C_5'), STATUS_CODE: '200', VOTE: 5 },
		}),
		items: [
			{ user: 2, phone: '+49 30 111', start: '2026-11-02T09:00:00' },
			{ user: 2, phone: '+49 30 222', start: 'soon' },
			{ user: 3, phone: '+49 30 333', start: '2026-11-02T09:00:00' },
		],
		refusal: /^"Start" is not a date/,
	},
	{
		...ofCalls,
		name: 'bitrix24 call start',
		parameters: callForm('start', {
			additionalFields: { EXTERNAL_CALL_ID: 'pbx-4711', client: byId('C_5') },
		}),
		items: NEW,
		refusal: noUser,
	},
	{
		...ofCalls,
		name: 'bitrix24 call finish',
		// Nothing shows whether a call was finished now or before.
		leavesNothing: true,
		parameters: {
			resource: 'call',
			operation: 'finish',
			callId: '={{ $json.id }}',
			user: byId('2'),
			duration: 60,
			additionalFields: { addToChat: false },
		},
		items: CALLS,
		refusal: noCall,
	},
];

export const OTHER_CALLS: Array<RowOf<'bitrix24'>> = [
	{
		...ofCalls,
		name: 'bitrix24 call attachRecording',
		parameters: {
			resource: 'call',
			operation: 'attachRecording',
			callId: '={{ $json.id }}',
			source: 'url',
			url: 'https://phone.example.com/records/4711.mp3',
		},
		items: CALLS,
		refusal: noCall,
	},
	{
		...ofCalls,
		name: 'bitrix24 call attachTranscript',
		parameters: {
			resource: 'call',
			operation: 'attachTranscript',
			callId: '={{ $json.id }}',
			lines: {
				values: [
					{ side: 'User', from: 0, to: 3, text: 'Good morning' },
					{ side: 'Client', from: 3, to: 5, text: 'A & B' },
				],
			},
			additionalFields: {},
		},
		items: CALLS,
		refusal: noCall,
	},
	{
		name: 'bitrix24 call getTranscript',
		effect: 'read',
		parameters: {
			resource: 'call',
			operation: 'getTranscript',
			activityId: byId('={{ $json.id }}'),
		},
		// of which nothing was written down
		items: [{ id: 2 }, { id: UNKNOWN }, { id: 3 }],
		refusal: /activity/,
	},
	{
		name: 'bitrix24 call getMany',
		effect: 'read',
		bulk: false,
		parameters: {
			resource: 'call',
			operation: 'getMany',
			returnAll: false,
			limit: 1,
			filters: { startedAfter: '={{ $json.after }}' },
		},
		items: [{ after: '2020-01-01' }, { after: 'soon' }, { after: '2020-02-01' }],
		refusal: /^"Started After" is not a date/,
	},
];
