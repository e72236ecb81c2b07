/**
 * What the vendors' pages print as requests, made with the forms of the nodes: each comes out on the wire as it is
 * printed, but for what is named, and a good answer to it is a good outcome.
 */
import { fakeFor, type Started } from '../support/fakes.cts';
import { runNode } from '../support/engine.cts';
import { bitrix24, bitrix24App } from '../support/printed/bitrix24.cts';
import { deskera } from '../support/printed/deskera.cts';
import { ivvy } from '../support/printed/ivvy.cts';
import { leadSquared } from '../support/printed/leadsquared.cts';
import { differences, type Printed } from '../support/printed/printed.cts';

const VENDORS: Readonly<Record<string, readonly Printed[]>> = {
	bitrix24,
	bitrix24App,
	deskera,
	ivvy,
	leadSquared,
};

interface Call {
	readonly method: string;
	readonly path: string;
	readonly rawUrl: string;
	readonly json: unknown;
}

const isTo =
	(part: string) =>
	({ method, path, rawUrl }: Call): boolean =>
		part.includes(' ')
			? `${method} ${path}` === part
			: path.endsWith(part) || new RegExp(`action=${part}$`).test(rawUrl);

describe.each(Object.entries(VENDORS))('%s', (name, examples) => {
	let started: Started;
	beforeAll(async () => void (started = await fakeFor(name)));
	afterAll(() => started.fake.close());
	beforeEach(() => started.fake.reset());

	it.each(examples.map((example) => [example.page, example] as const))(
		'%s',
		async (_page, example) => {
			const { call, form, items = [{ json: {} }], answer, before = {} } = example;
			const { fake, base } = started;
			for (const [part, body] of Object.entries(before))
				fake.fault('answer', { times: 9, match: isTo(part), answer: { status: 200, body } });
			fake.fault('answer', { times: 9, match: isTo(call), answer: { status: 200, body: answer } });
			const { options, ...parameters } = form;
			const { error } = await runNode({
				...base,
				timezone: call.startsWith('crm.activity.todo.') ? 'Europe/Berlin' : 'UTC',
				parameters: { ...parameters, options: { lookUpNames: false, ...(options ?? {}) } },
				items: [...items],
			});
			expect([error?.message, error?.description]).toEqual([undefined, undefined]);
			const isWrite = (one: Call) => !Object.keys(before).some((part) => isTo(part)(one));
			const [sent] = (fake.calls as Call[]).filter((one) => isTo(call)(one) && isWrite(one));
			expect(sent).toBeDefined();
			expect(differences(sent?.json, example)).toEqual({ missing: [], more: [] });
		},
	);
});
