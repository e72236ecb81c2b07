/**
 * One note, in all forms in which copies of LeadSquared's page show it (docs/contracts/leadsquared.md section 4.15).
 */
import { runNode } from '../support/engine.cts';
import { fakeFor, byId, type StartedOf } from '../support/fakes.cts';

let started: StartedOf<'leadSquared'>;
beforeAll(async () => {
	started = await fakeFor('leadSquared');
});
afterAll(async () => await started.fake.close());
beforeEach(() => started.fake.reset());

const ID = '0f5a1a53-1111-4a6e-8a43-000000000001';
const OTHER = '0f5a1a53-1111-4a6e-8a43-000000000002';
const note = (id: string) => ({ ProspectNoteId: id, Note: `Text of ${id}` });

const get = async (body: unknown) => {
	started.fake.fault('answer', { answer: { status: 200, body } });
	return await runNode({
		...started.base,
		parameters: {
			resource: 'note',
			operation: 'get',
			lead: byId(started.fake.vendor.leadId(1)),
			noteId: byId(ID),
		},
	});
};

it.each([
	['in a list', { RecordCount: 1, List: [note(ID)] }],
	['in a list without a number', { List: [note(ID)] }],
	['alone', note(ID)],
	['with its ID in capitals', { List: [note(ID.toUpperCase())] }],
	['among all notes of the lead', { RecordCount: 2, List: [note(OTHER), note(ID)] }],
])('%s', async (_how, body) => {
	const { output, error } = await get(body);
	expect(error).toBeUndefined();
	expect(output[0]?.json.description).toMatch(/^Text of 0f5a1a53-1111-4a6e-8a43-000000000001$/i);
});

it.each([
	['an empty list', { RecordCount: 0, List: [] }],
	['no list, and none counted', { RecordCount: 0 }],
	['the same as text', { RecordCount: '0', List: null }],
])('%s says that there is no such note', async (_how, body) => {
	expect((await get(body)).error?.message).toMatch(/^The lead has no such note/);
});

it.each([
	['only others', { RecordCount: 1, List: [note(OTHER)] }],
	['another one alone', note(OTHER)],
	['nothing', {}],
])('%s is not taken for the note', async (_how, body) => {
	expect((await get(body)).error?.message).toMatch(/without the note/);
});
