'use strict';
/** Files of activities and comments, in and out; the links to them hold the key of the account. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');

const CONTENT = Buffer.from([0, 1, 2, 253, 254, 255]);
const NAME = 'Angebot größer.pdf';
const binary = {
	data: { data: CONTENT.toString('base64'), mimeType: 'application/pdf', fileName: NAME },
};

describe.each(['bitrix24', 'bitrix24App'])('%s', (name) => {
	let fake;
	let base;
	let secrets;
	beforeAll(async () => ({ fake, base, secrets } = await fakeFor(name)));
	afterAll(() => fake.close());
	beforeEach(() => fake.reset());

	const call = {
		resource: 'activity',
		operation: 'create',
		kind: 'call',
		ownerType: byId('2'),
		owner: byId('1'),
		subject: 'With a file',
		responsible: byId('2'),
		client: byId('C_1'),
		phone: byId('+49 30 1'),
		direction: 2,
		additionalFields: { FILES: 'data' },
	};
	const comment = {
		resource: 'timelineComment',
		operation: 'create',
		ownerType: byId('2'),
		owner: byId('1'),
		comment: 'With a file',
		files: 'data',
	};
	const first = async (parameters, items = [{}]) => {
		const run = await runNode({ ...base, parameters, items });
		expect(run.error?.message).toBeUndefined();
		return run;
	};

	const task = {
		resource: 'task',
		operation: 'create',
		title: 'With a file',
		responsible: byId('4'),
		additionalFields: { files: 'data', storage: byId('1') },
		customFields: { mappingMode: 'defineBelow', value: null },
	};

	it.each([
		['activity', call],
		['timelineComment', comment],
		['task', task],
	])(
		'%s: a file that n8n can not read is told by its name, and nobody takes it for sent',
		async (_resource, create) => {
			const gone = { data: { ...binary.data, data: '', id: 'filesystem-v2:gone' } };
			const items = [{ json: {}, binary: gone }];
			const { output } = await runNode({
				...base,
				parameters: create,
				items,
				onError: 'continueRegularOutput',
			});
			expect(output[0].json).toMatchObject({
				error: `n8n can't read the file "${NAME}"`,
				details: { completed: 'no', whatToDo: expect.stringMatching(/^Nothing was sent\./) },
			});
			expect(fake.calls).toEqual([]);
		},
	);

	it.each([
		['activity', 'activityId', call],
		['timelineComment', 'commentId', comment],
	])(
		'%s: what was attached comes back as binary data, byte by byte',
		async (resource, idName, create) => {
			const { id } = (await first(create, [{ json: {}, binary }])).output[0].json;
			const run = await first({
				resource,
				operation: 'get',
				[idName]: byId(String(id)),
				output: 'raw',
				simple: false,
				options: { downloadFiles: true, filePrefix: 'doc_' },
			});
			const { doc_0: file } = run.output[0].binary;
			expect(Buffer.from(file.data, 'base64')).toEqual(CONTENT);
			expect(file.fileName).toBe(NAME);
			expect(JSON.stringify(run.output[0].json)).toContain('http');
			for (const secret of secrets) expect(run.stored).not.toContain(secret);
		},
	);

	it('lists links without the key in them', async () => {
		await first(call, [{ json: {}, binary }]);
		const run = await first({
			resource: 'activity',
			operation: 'getMany',
			returnAll: true,
			filters: { SUBJECT: 'With a file' },
			output: 'raw',
			options: { select: 'FILES' },
		});
		expect(run.output[0].json.FILES[0].url).toMatch(/^http.*auth=\*\*\*$/);
		for (const secret of secrets) expect(run.stored).not.toContain(secret);
	});

	it('never fetches a file from another host', async () => {
		fake.vendor.store.comments.set(7, {
			...fake.vendor.store.comments.get(7),
			FILES: [{ id: 1, name: NAME, content: '' }],
		});
		fake.fault('answer', {
			answer: {
				status: 200,
				body: {
					result: {
						ID: '7',
						FILES: { 1: { name: NAME, urlDownload: 'http://127.0.0.2:1/file?auth=x' } },
					},
				},
			},
		});
		const { error } = await runNode({
			...base,
			parameters: {
				resource: 'timelineComment',
				operation: 'get',
				commentId: byId('7'),
				options: { downloadFiles: true },
			},
		});
		expect(error.message).toBe('The file is on another host');
		expect(fake.calls).toHaveLength(1);
	});

	it.each([
		['html', {}, 'Bitrix24 showed a page instead of the file'],
		[
			'answer',
			{ answer: { status: 404, body: '' } },
			'Bitrix24 did not give the file (status 404)',
		],
		['redirect', {}, 'Bitrix24 did not give the file (status 302)'],
		[
			'answer',
			{ answer: { status: 500, body: '' }, times: 9 },
			'Bitrix24 did not give the file (status 500)',
			/^(?!.*(?:deleted|credential)).*later/is,
		],
	])('a file that is refused (%s %j) says so', async (kind, more, message, advice = /./) => {
		await first(call, [{ json: {}, binary }]);
		const { id } = fake.vendor.writes.at(-1);
		fake.fault(kind, { ...more, match: ({ path }) => path.endsWith('.php') });
		const { error } = await runNode({
			...base,
			parameters: {
				resource: 'activity',
				operation: 'get',
				activityId: byId(String(id)),
				options: { downloadFiles: true },
			},
		});
		expect(error.message).toBe(message);
		expect(error.description).toMatch(advice);
	});
});

it('an activity that is missing is missing with files as well', async () => {
	const { fake, base } = await fakeFor('bitrix24');
	const { error } = await runNode({
		...base,
		parameters: {
			resource: 'activity',
			operation: 'get',
			activityId: byId('99999'),
			options: { downloadFiles: true },
		},
	});
	expect(error.message).toBe('The activity does not exist ("Activity": "99999")');
	await fake.close();
});
