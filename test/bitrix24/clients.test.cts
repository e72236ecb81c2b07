/** Who a call is with, and at which number, however the contact, company or lead is given. */
import type { IDataObject } from 'n8n-workflow';
import { byId } from '../support/fakes.cts';
import { portal } from './support/portal';

type Portal = Awaited<ReturnType<typeof portal>>;

let fake: Portal['fake'];
let run: Portal['run'];
beforeAll(async () => ({ fake, run } = await portal('bitrix24')));
afterAll(() => fake.close());
beforeEach(() => {
	fake.reset();
	fake.calls.length = 0;
});

const CONTACT = 3;
const by = (mode: string, value: string) => ({ __rl: true, mode, value });
const item = (id: number) => fake.vendor.store.items.get(CONTACT).get(id);
/** Nobody else has it. */
const emailOf = (id: number): string => {
	const email = item(id).fm.find(({ typeId }: { typeId: string }) => typeId === 'EMAIL');
	return (email.value = `only${id}@example.com`);
};

const call = (client: IDataObject, more: IDataObject = {}): IDataObject => ({
	resource: 'activity',
	operation: 'create',
	kind: 'call',
	ownerType: byId('1'),
	owner: byId('9'),
	subject: 'Call back',
	responsible: byId('2'),
	client,
	phone: byId(''),
	start: '2026-12-01T10:00:00',
	additionalFields: {},
	...more,
});
const called = () =>
	fake.vendor.writes.map(({ fields }) => {
		const [{ TYPE, VALUE, ENTITY_ID, ENTITY_TYPE_ID }] = fields.COMMUNICATIONS;
		return [TYPE, VALUE, `${ENTITY_TYPE_ID}_${ENTITY_ID}`];
	});

describe('a call without a number', () => {
	it.each([
		['by email', () => by('email', emailOf(7))],
		['by an email in place of the ID', () => byId(`Jane Doe <${emailOf(7).toUpperCase()}>`)],
		['by its short code', () => byId('C_7')],
		['from the list', () => by('list', 'C_7')],
	])('goes to the first number of the person who is given %s', async (_how, client) => {
		item(7).fm.push({ id: 99, typeId: 'PHONE', valueType: 'MOBILE', value: '+49 170 7' });
		const { error } = await run(call(client()));
		expect(error?.message).toBeUndefined();
		expect(called()).toEqual([['PHONE', '+49 30 100007', '3_7']]);
	});

	it('reads each person once a run, before anything is written', async () => {
		const rows = [7, 8, 7, 8].map((id) => ({ email: emailOf(id) }));
		const { error } = await run(call(by('email', '={{ $json.email }}')), rows);
		expect(error?.message).toBeUndefined();
		expect(called().map(([, number]) => number)).toEqual([
			'+49 30 100007',
			'+49 30 100008',
			'+49 30 100007',
			'+49 30 100008',
		]);
		// The emails, the people, the calls: a batch each.
		expect(fake.calls).toHaveLength(3);
	});

	it('to somebody who has none says what to do, and nothing is written', async () => {
		item(7).fm = item(7).fm.filter(({ typeId }: { typeId: string }) => typeId === 'EMAIL');
		const { error } = await run(call(by('email', emailOf(7))));
		expect(error?.message).toBe('C_7 has no phone number ("Phone")');
		expect(error?.description).toContain('Add one to the record, or fill the field in.');
		expect(fake.vendor.writes).toEqual([]);
	});

	it('takes no mark that nobody sees with the number', async () => {
		item(7).fm = [{ id: 1, typeId: 'PHONE', valueType: 'WORK', value: '\u202A+49 30 7\u202C' }];
		expect((await run(call(byId('C_7')))).error?.message).toBeUndefined();
		expect(called()).toEqual([['PHONE', '+49 30 7', '3_7']]);
	});

	it('where the communications of an activity are changed is the same', async () => {
		const form = (values: IDataObject): IDataObject => ({
			resource: 'activity',
			operation: 'update',
			activityId: byId('4'),
			updateFields: { COMMUNICATIONS: { values: [values] } },
		});
		const given = { client: by('email', emailOf(7)), value: '', type: 'PHONE' };
		expect((await run(form(given))).error?.message).toBeUndefined();
		expect(called()).toEqual([['PHONE', '+49 30 100007', '3_7']]);
		item(8).fm = [];
		const { error } = await run(form({ client: byId('C_8'), value: '', type: 'PHONE' }));
		expect(error?.message).toBe('C_8 has no phone number ("Phone or Email")');
		expect(fake.vendor.writes).toHaveLength(1);
	});
});

it('a number that is given counts, and nobody is read for it', async () => {
	const { error } = await run(call(byId('C_7'), { phone: byId('tel:+49-30-7') }));
	expect(error?.message).toBeUndefined();
	expect(called()).toEqual([['PHONE', '+49-30-7', '3_7']]);
	expect(fake.calls).toHaveLength(1);
});

it('a meeting reads no number', async () => {
	const { error } = await run(call(byId('C_7'), { kind: 'meeting' }));
	expect(error?.message).toBeUndefined();
	expect(fake.calls).toHaveLength(1);
});

it('a deal is nobody who can be called', async () => {
	const { error } = await run(call(byId('D_5')));
	expect(error?.message).toMatch(/^"Contact, Company or Lead" must be a short code such as C_5/);
	expect(fake.calls).toEqual([]);
});

it('an ID that was copied with marks that nobody sees is that ID', async () => {
	const parameters = call(byId('\u200BC_7\uFEFF'), { responsible: byId('\u200E2\u200E') });
	const { error } = await run(parameters);
	expect(error?.message).toBeUndefined();
	expect(called()).toEqual([['PHONE', '+49 30 100007', '3_7']]);
	expect(Number(fake.vendor.writes[0]?.fields.RESPONSIBLE_ID)).toBe(2);
});
