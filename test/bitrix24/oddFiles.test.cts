/** Files as nodes before this one really bring them: without a name, without content, named twice. */
import { byId } from '../support/fakes.cts';
import { portal } from './support/portal';

type Portal = Awaited<ReturnType<typeof portal>>;

let fake: Portal['fake'];
let run: Portal['run'];
beforeAll(async () => ({ fake, run } = await portal('bitrix24')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const data = Buffer.from('content').toString('base64');
const COMMENT = {
	resource: 'timelineComment',
	operation: 'create',
	ownerType: byId('2'),
	owner: byId('1'),
	comment: 'With a file',
	files: 'data',
};
const RECORDING = {
	resource: 'call',
	operation: 'attachRecording',
	callId: 'externalCall.1',
	source: 'file',
	recording: 'data',
};
const TASK = {
	resource: 'task',
	operation: 'create',
	title: 'With a file',
	responsible: byId('4'),
	additionalFields: { files: 'data', storage: byId('1') },
};
const withFile = async (parameters: object, file: object) =>
	await run(parameters, [
		{ json: {}, binary: { data: { data, mimeType: 'text/plain', ...file } } },
	]);
const sent = () => fake.calls.at(-1)?.json ?? {};
const namesSent = () => sent().fields.FILES.map(([name]: [string]) => name);

describe.each([
	['timelineComment', COMMENT],
	['task', TASK],
	['call', RECORDING],
])('%s', (_name, parameters) => {
	it.each([
		['in memory', { data: '' }],
		['of n8n with its size', { data: 'filesystem-v2', id: 'filesystem-v2:x', bytes: 0 }],
		['of an older n8n', { data: 'filesystem-v2', id: 'filesystem-v2:x', fileSize: '0 B' }],
	])('an empty file %s is told by its name before anything is sent', async (_where, file) => {
		const { error } = await withFile(parameters, { fileName: 'empty.mp3', ...file });
		expect(error?.message).toMatch(/^"(?:Files|Recording)": the file "empty.mp3" is empty$/);
		expect(fake.calls).toEqual([]);
	});
});

it.each([
	[{}, 'data'],
	[{ fileExtension: 'pdf' }, 'data.pdf'],
	[{ fileName: '  ', fileExtension: 'pdf' }, 'data.pdf'],
	[{ fileName: 'Offer', fileExtension: 'pdf' }, 'Offer'],
])('a file that n8n knows as %j is named %s', async (file, name) => {
	const { error } = await withFile(COMMENT, file);
	expect(error?.message).toBeUndefined();
	expect(namesSent()).toEqual([name]);
});

it.each([
	[{ mimeType: 'audio/mpeg', fileExtension: 'mpga' }, 'data.mp3'],
	[{ mimeType: 'audio/mpeg', fileName: 'Call 4711' }, 'Call 4711.mp3'],
	[{ mimeType: 'audio/x-wav', fileName: 'Call 4711' }, 'Call 4711.wav'],
	[{ mimeType: 'audio/mpeg', fileName: 'Call.MP3' }, 'Call.MP3'],
])('a recording that n8n knows as %j is named %s', async (file, name) => {
	const { error } = await withFile(RECORDING, file);
	expect(error?.message).toBeUndefined();
	expect(sent().FILENAME).toBe(name);
});

it.each([
	[{ mimeType: 'audio/mp4', fileName: 'Call' }],
	[{ mimeType: 'audio/mpeg', fileName: 'Call.m4a' }],
])('a recording that n8n knows as %j is refused', async (file) => {
	const { error } = await withFile(RECORDING, file);
	expect(error?.message).toMatch(/^"Recording" can't be the file "Call/);
	expect(fake.calls).toEqual([]);
});

it.each(['data, data', '={{ ["data", "data"] }}'])(
	'a file named twice goes once: %s',
	async (files) => {
		await withFile({ ...COMMENT, files }, { fileName: 'a.txt' });
		expect(namesSent()).toEqual(['a.txt']);
	},
);
