/** An item with several wrong fields gets one error that says them all, so that nobody corrects one field a run. */
import { fakeFor, byId } from '../support/fakes.cts';
import { runNode } from '../support/engine.cts';

type Parameters = Readonly<Record<string, unknown>>;

const NOTHING = '={{ $json.nothing }}';
const nobody = { __rl: true, mode: 'id', value: NOTHING };

async function refused(vendor: string, parameters: Parameters, more: object = {}) {
	const { fake, base } = await fakeFor(vendor);
	try {
		const { error } = await runNode({
			...base,
			parameters: { options: {}, ...parameters },
			...more,
		});
		expect(fake.calls).toEqual([]);
		return { message: error?.message, description: error?.description };
	} finally {
		await fake.close();
	}
}

const call = {
	resource: 'activity',
	operation: 'create',
	kind: 'call',
	ownerType: byId('3'),
	owner: byId('1'),
	additionalFields: {},
};

it('names all empty fields in one sentence', async () => {
	const { message, description } = await refused('bitrix24', {
		...call,
		subject: NOTHING,
		responsible: nobody,
		client: nobody,
	});
	expect(message).toBe('"Title", "Assigned To" and "Contact, Company or Lead" are empty');
	expect(description).toMatch(
		/^Fill them in, or check the expressions that should give their values\. /,
	);
});

it('says everything else in the order of the form, each advice once', async () => {
	const { message, description } = await refused('deskera', {
		resource: 'activity',
		operation: 'create',
		name: NOTHING,
		activity_type: 'call',
		start: 'soon',
		end: 'later',
		additionalFields: {},
	});
	expect(message).toBe(
		'"Title" is empty; "Start" is not a date n8n can read: "soon"; "End" is not a date n8n can read: "later"',
	);
	expect(description?.match(/Use the date picker/g)).toHaveLength(1);
});

it('says what is wrong with the options in the same error', async () => {
	const { message } = await refused('bitrix24', {
		resource: 'task',
		operation: 'create',
		title: NOTHING,
		responsible: nobody,
		options: { externalId: NOTHING },
	});
	expect(message).toBe('"Title", "Assigned To" and "External ID" are empty');
});

it('says it for each row, and in a collection too', async () => {
	const { message, description } = await refused(
		'ivvy',
		{
			resource: 'task',
			operation: 'create',
			name: '={{ $json.title }}',
			endDatetime: '={{ $json.due }}',
			belongsTo: 'contact',
			contactId: { __rl: true, mode: 'id', value: '={{ $json.contact }}' },
			additionalFields: {},
		},
		{ items: [{}, { title: 'a', due: '2026-12-01', contact: 'x' }] },
	);
	expect(message).toBe("2 of 2 items can't be sent");
	expect(description).toContain('Item 0: "Title", "Due" and "Contact" are empty.');
	expect(description).toContain('Item 1: "Contact" must be a whole number such as 123, not "x".');
});

it('says nothing of fields that depend on one that is wrong', async () => {
	const { message } = await refused('bitrix24', { ...call, kind: NOTHING, subject: NOTHING });
	expect(message).toBe('"Type" is empty');
});

it('misses no field that is hidden', async () => {
	const { fake, base } = await fakeFor('bitrix24');
	const { error, output } = await runNode({
		...base,
		parameters: { ...call, kind: 'todo', deadline: '2026-12-24', todoDetails: {}, options: {} },
	});
	await fake.close();
	expect(error).toBeUndefined();
	expect(output).toHaveLength(1);
});

describe('what neither the portable activity nor the form gives', () => {
	const copied = {
		resource: 'activity',
		operation: 'create',
		kind: '',
		valuesFrom: 'portable',
		portableActivity: { portable: 2, vendor: 'ivvy', id: '1', kind: 'meeting', title: 'Visit' },
		ownerType: nobody,
		owner: nobody,
	};

	it('is found by Match People, if that is on', async () => {
		const { message, description } = await refused('bitrix24', copied);
		expect(message).toMatch(/^"Related Record Type", "Related Record" .+ are empty$/);
		expect(description).toContain(
			'Fill in what is missing, or turn on Match People to look people and their records up here.',
		);
	});

	it('has to be filled in, if Match People does not find it either', async () => {
		const { description } = await refused('bitrix24', { ...copied, matchPeople: true });
		expect(description).toContain(
			'Neither the portable activity, Match People nor the form gives a value. Fill in what is missing.',
		);
	});
});

it('names the one item that is wrong, without saying everything twice', async () => {
	const { message, description } = await refused(
		'bitrix24',
		{ resource: 'task', operation: 'create', title: '={{ $json.title }}', responsible: byId('1') },
		{ items: [{ title: 'a' }, {}, { title: 'c' }] },
	);
	expect(message).toBe('"Title" is empty');
	expect(description).toBe(
		'Fill it in, or check the expression that should give its value. Nothing was sent. ' +
			"Item 1 is the only one of 3 that can't be sent. Items are numbered from 0.",
	);
});
