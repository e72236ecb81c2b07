'use strict';
/** What holds for any activity, not only for those that somebody thought of. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');
const { asyncProperty, fc } = require('../support/property');
const { plainText } = require('../../dist/nodes/shared/text/html');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('deskera')));
afterAll(() => fake.close());

const run = async (parameters, items) => {
	const result = await runNode({
		...base,
		parameters: { resource: 'activity', options: {}, ...parameters },
		items,
	});
	if (result.error !== undefined) throw result.error;
	return result.output.map(({ json }) => json);
};

const idsFrom = (first, count) =>
	fc.uniqueArray(fc.integer({ min: first, max: first + count - 1 }), { maxLength: 4 });
/** Without a character that somebody sees, a text would be a blank as well. */
const SEEN = /[^\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** Nothing, or more than a blank. */
const words = fc
	.string({ unit: 'binary', maxLength: 60 })
	.filter(
		(text) => !text.startsWith('=') && text.isWellFormed() && (text === '' || SEEN.test(text)),
	);
const moment = fc
	.integer({ min: Date.UTC(1990, 0, 1) / 1000, max: Date.UTC(2090, 0, 1) / 1000 })
	.map((seconds) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`);

/** Each writable field: its values as they are stored. */
const FIELDS = {
	name: words.filter((text) => text !== ''),
	activity_type: fc.constantFrom('call', 'meeting', 'task', 'deadline', 'email', 'lunch'),
	notes: words,
	contact_ids: idsFrom(179001, 500),
	organization_ids: idsFrom(196401, 200),
	assignee_ids: idsFrom(46944, 30),
	linked_to: fc.integer({ min: 1001, max: 1400 }),
	is_status: fc.boolean(),
	visibility_type: fc.constantFrom('private', 'public', 'team'),
	user_timezone: fc.constantFrom('Asia/Singapore', 'Europe/Berlin', 'America/St_Johns', 'UTC'),
	is_send_invitation: fc.boolean(),
	is_send_contacts_invitation: fc.boolean(),
	is_availability: fc.boolean(),
	source: words,
	source_id: words,
};
const span = fc
	.tuple(moment, moment)
	.map((both) => both.sort())
	.map(([start, end]) => ({ start, end }));
const some = fc.record(FIELDS, { requiredKeys: [] });
const whole = fc
	.record({ name: FIELDS.name, activity_type: FIELDS.activity_type, span, more: some })
	.map(({ name, activity_type, span: times, more }) => ({
		...more,
		name,
		activity_type,
		...times,
	}));

const PICKERS = ['contact_ids', 'organization_ids', 'assignee_ids'];

/** The fields as the form takes them, all by expression from one item. */
function asForm(fields) {
	return Object.fromEntries(
		Object.keys(fields).map((key) => {
			const value = `={{ $json.wanted.${key} }}`;
			if (PICKERS.includes(key))
				return [key, fields[key].length === 0 ? { values: [] } : { values: [{ id: byId(value) }] }];
			return [key, key === 'linked_to' ? byId(value) : value];
		}),
	);
}

const sorted = (value) => (Array.isArray(value) ? [...value].sort() : value);
/** The writable fields of a record, in one form: times in UTC, notes as text. */
function writable(record) {
	const times = Object.fromEntries(
		['start', 'end'].map((key) => [
			key,
			record[key] === null ? null : new Date(record[key]).toISOString(),
		]),
	);
	// Deskera keeps HTML: what was written as plain text is the same text.
	const notes = plainText(record.notes).replace(/\r\n|\r/g, '\n');
	return {
		...Object.fromEntries(Object.keys(FIELDS).map((key) => [key, sorted(record[key])])),
		...times,
		notes,
	};
}
const NOTHING = {
	name: '',
	activity_type: '',
	notes: '',
	contact_ids: [],
	organization_ids: [],
	assignee_ids: [],
	linked_to: 0,
	is_status: false,
	visibility_type: '',
	user_timezone: 'Europe/Berlin',
	is_send_invitation: false,
	is_send_contacts_invitation: false,
	is_availability: null,
	source: '',
	source_id: '',
};

async function created(activity) {
	const { name, activity_type, start, end, ...more } = asForm(activity);
	const [{ id }] = await run(
		{ operation: 'create', name, activity_type, start, end, additionalFields: more },
		[{ wanted: activity }],
	);
	return id;
}
const read = async (id) =>
	(await run({ operation: 'get', activityId: byId(String(id)), output: 'raw' }))[0];

it('any activity that is written is read back equal in every writable field', async () => {
	await asyncProperty(whole, async (activity) => {
		expect(writable(await read(await created(activity)))).toEqual(
			writable({ ...NOTHING, ...activity }),
		);
	});
});

it('any update changes the named fields and no other', async () => {
	await asyncProperty(
		whole,
		some.filter((changes) => Object.keys(changes).length > 0),
		async (activity, changes) => {
			const id = await created(activity);
			const before = await read(id);
			await run(
				{
					operation: 'update',
					activityId: byId(String(id)),
					updateFields: asForm(changes),
					options: { blankValues: 'clear' },
				},
				[{ wanted: changes }],
			);
			expect(writable(await read(id))).toEqual(writable({ ...before, ...changes }));
		},
	);
});

const isBlank = (value) => value === '' || (Array.isArray(value) && value.length === 0);

it('what comes blank stays as it is where nobody asks to clear it', async () => {
	await asyncProperty(
		whole,
		some.filter((changes) => Object.values(changes).some((value) => !isBlank(value))),
		async (activity, changes) => {
			const id = await created(activity);
			const before = await read(id);
			await run(
				{ operation: 'update', activityId: byId(String(id)), updateFields: asForm(changes) },
				[{ wanted: changes }],
			);
			const filled = Object.fromEntries(
				Object.entries(changes).filter(([, value]) => !isBlank(value)),
			);
			expect(writable(await read(id))).toEqual(writable({ ...before, ...filled }));
		},
	);
});
