/** The form of a custom activity: what it can say of a layout, and what the portal gets. */
import type { IDataObject } from 'n8n-workflow';
import { byId } from '../support/fakes.cts';
import { portal } from './support/portal';

type Portal = Awaited<ReturnType<typeof portal>>;

let fake: Portal['fake'];
let onPortal: Portal['run'];
let triggerOn: Portal['trigger'];
beforeAll(async () => ({ fake, run: onPortal, trigger: triggerOn } = await portal('bitrix24App')));
afterAll(() => fake.close());
beforeEach(() => {
	fake.reset();
	fake.calls.length = 0;
});

interface Parts {
	readonly [name: string]: unknown;
}

async function create(parts: Parts): Promise<{ layout: IDataObject; error?: string }> {
	const { error } = await onPortal({
		resource: 'customActivity',
		operation: 'create',
		ownerType: byId('2'),
		owner: byId('1'),
		layoutMode: 'form',
		title: 'Visit',
		icon: byId('visit'),
		lines: { values: [{ kind: 'text', value: 'Here' }] },
		tags: {},
		buttons: {},
		menu: {},
		layoutOptions: {},
		additionalFields: {},
		...parts,
	});
	const written = fake.vendor.writes.at(-1);
	return { layout: written?.fields.layout ?? {}, error: error?.message };
}

const blocks = ({ layout }: { layout: IDataObject }) => (layout.body as IDataObject).blocks;

it('entries in the same line are one line of blocks', async () => {
	const made = await create({
		lines: {
			values: [
				{ kind: 'text', value: 'Call', size: 'sm', color: 'Light', multiline: true },
				{ kind: 'link', value: 'Ada', url: '/crm/contact/details/1/', sameLine: true, bold: true },
				{ kind: 'deadline', sameLine: true, readOnly: true },
				{ kind: 'largeText', value: 'Long', shownIn: 'web' },
			],
		},
	});
	expect(made.error).toBeUndefined();
	expect(blocks(made)).toEqual({
		block1: {
			type: 'lineOfBlocks',
			properties: {
				blocks: {
					part1: {
						type: 'text',
						properties: { value: 'Call', multiline: true, size: 'sm', color: 'base_60' },
					},
					part2: {
						type: 'link',
						properties: {
							text: 'Ada',
							bold: true,
							action: { type: 'redirect', uri: '/crm/contact/details/1/' },
						},
					},
					part3: { type: 'deadline', properties: { readonly: true } },
				},
			},
		},
		block2: { type: 'largeText', properties: { value: 'Long', scope: 'web' } },
	});
});

it('a text may be there in several languages', async () => {
	const { layout, error } = await create({
		title: { en: 'Visit', de: 'Besuch' },
		buttons: {
			values: [
				{ title: '{ "en": "Save", "de": "Speichern" }', action: 'restEvent', event: 'save' },
			],
		},
	});
	expect(error).toBeUndefined();
	expect(layout.header).toEqual({ title: { en: 'Visit', de: 'Besuch' } });
	expect(layout.footer).toMatchObject({
		buttons: { button1: { title: { en: 'Save', de: 'Speichern' } } },
	});
});

it('a button blocks nothing unless it is told to', async () => {
	const button = (animation?: string) => ({ title: 'Go', event: 'go', animation });
	const { layout } = await create({ buttons: { values: [button(), button('disable')] } });
	expect(layout.footer).toEqual({
		buttons: {
			button1: { title: 'Go', type: 'primary', action: { type: 'restEvent', id: 'go' } },
			button2: {
				title: 'Go',
				type: 'primary',
				action: { type: 'restEvent', id: 'go', animationType: 'disable' },
			},
		},
	});
});

it('title, tags, logo and menu react to clicks', async () => {
	const link = { action: 'redirect', url: '/crm/deal/details/1/' };
	const { layout, error } = await create({
		tags: { values: [{ title: 'New', type: 'success', ...link }, { title: 'Old' }] },
		menu: {
			values: [
				{ title: 'Decline', event: 'decline', editorsOnly: true, animation: 'loader' },
				{
					title: 'App',
					action: 'openRestApp',
					parameters: '{ "visit": 7 }',
					appTitle: 'Visits',
					appWidth: 700,
				},
			],
		},
		layoutOptions: {
			logo: byId('call'),
			logoAction: { values: [link] },
			titleAction: { values: [link] },
			showDeleteItem: false,
		},
	});
	expect(error).toBeUndefined();
	const redirect = { type: 'redirect', uri: '/crm/deal/details/1/' };
	expect(layout).toMatchObject({
		header: {
			titleAction: redirect,
			tags: {
				tag1: { title: 'New', type: 'success', action: redirect },
				tag2: { title: 'Old', type: 'primary' },
			},
		},
		body: { logo: { code: 'call', action: redirect } },
		footer: {
			menu: {
				showDeleteItem: 'false',
				items: {
					entry1: {
						title: 'Decline',
						hideIfReadonly: true,
						action: { type: 'restEvent', id: 'decline', animationType: 'loader' },
					},
					entry2: {
						title: 'App',
						action: {
							type: 'openRestApp',
							actionParams: { visit: 7 },
							sliderParams: { title: 'Visits', width: 700 },
						},
					},
				},
			},
		},
	});
});

const text = (more: Parts = {}) => ({ kind: 'text', value: 'Here', ...more });
it.each<[Parts, RegExp]>([
	[{ title: { english: 'Visit' } }, /^"Title" is no text for each language/],
	[{ title: { en: ' ' } }, /^"Title" is no text for each language/],
	[{ lines: { values: [text(), text({ label: 'At', sameLine: true })] } }, /^"On the Same Line"/],
	[{ lines: { values: [{ kind: 'link', value: 'Map' }] } }, /^"URL" of a line or button is empty/],
	[{ menu: { values: [{ title: 'Go' }] } }, /^"Event" of a line or button is empty/],
	[{ tags: { values: [{ type: 'success' }] } }, /^"Text" of a line or button is empty/],
	[
		{ layoutOptions: { titleAction: { values: [{ url: '/a' }, { url: '/b' }] } } },
		/^"Click on Title" holds 2 actions/,
	],
	[{ lines: { values: Array.from({ length: 21 }, () => text()) } }, /^"Lines" holds 21 lines/],
])('%j is refused before anything is sent', async (parts, says) => {
	const { error } = await create(parts);
	expect(error).toMatch(says);
	expect(fake.vendor.writes).toEqual([]);
});

describe('the trigger', () => {
	const started = async () =>
		await triggerOn({
			events: ['ONCRMTIMELINEITEMACTION', 'ONVOXIMPLANTCALLEND'],
			fetchRecord: true,
		});

	it('a click brings the activity, its ID and what was clicked', async () => {
		const trigger = await started();
		await trigger.create();
		const activityId = fake.vendor.fixed.configurable as number;
		const { items } = await trigger.deliver(
			fake.vendor.deliver('ONCRMTIMELINEITEMACTION', {
				id: 'confirm',
				entityTypeId: 2,
				entityId: 1,
				activityId,
				userId: 1,
			}),
		);
		expect(items[0]?.json).toMatchObject({
			event: 'pressed',
			id: activityId,
			data: { id: 'confirm', entityTypeId: '2', entityId: '1', userId: '1' },
			record: { id: activityId, layout: expect.any(Object) },
		});
	});

	it('the end of a call brings its activity, and the call', async () => {
		const trigger = await started();
		await trigger.create();
		const { items } = await trigger.deliver(
			fake.vendor.deliver('ONVOXIMPLANTCALLEND', {
				CALL_ID: 'externalCall.7',
				CALL_TYPE: '2',
				CALL_DURATION: '40',
				CRM_ACTIVITY_ID: '4',
			}),
		);
		expect(items[0]?.json).toMatchObject({
			event: 'completed',
			recordType: 'activity',
			id: 4,
			data: { CALL_ID: 'externalCall.7', CALL_DURATION: '40' },
		});
	});

	it('a call without an activity is passed on as it came', async () => {
		const trigger = await started();
		await trigger.create();
		const { items } = await trigger.deliver(
			fake.vendor.deliver('ONVOXIMPLANTCALLEND', { CALL_ID: 'c', CRM_ACTIVITY_ID: '0' }),
		);
		expect(items[0]?.json).toMatchObject({ data: { CALL_ID: 'c' } });
		expect(items[0]?.json).not.toHaveProperty('record');
	});
});
