/** Rows of bulk answers that are counted in another way, or that stand in an answer that calls itself an error. */
import type { IDataObject } from 'n8n-workflow';
import { runNode } from '../support/engine.cts';
import { fakeFor, type StartedOf } from '../support/fakes.cts';
import { operationsOf } from '../support/operations.cts';
import { there } from '../support/there.cts';

let account: StartedOf<'leadSquared'>;
beforeAll(async () => void (account = await fakeFor('leadSquared')));
afterAll(async () => await account.fake.close());
beforeEach(() => account.fake.reset());

interface Reply {
	body: IDataObject;
}
const rowsOf = ({ body }: Reply) => body.Response as IDataObject[];
const CHANGES: Array<[string, (reply: Reply) => Reply]> = [
	[
		'counted from 0 on',
		(reply) => ({
			...reply,
			body: {
				...reply.body,
				Response: rowsOf(reply).map((row) => ({ ...row, RowNumber: Number(row.RowNumber) - 1 })),
			},
		}),
	],
	['called an error', (reply) => ({ ...reply, body: { ...reply.body, Status: 'Error' } })],
	[
		'called an exception',
		(reply) => ({
			...reply,
			body: { ...reply.body, Status: 'Error', ExceptionType: 'MXInvalidInputException' },
		}),
	],
];
const NAMES = ['leadSquared customActivity create', 'leadSquared customActivity update'];

describe.each(NAMES)('%s', (wanted) => {
	const { parameters, items } = there(
		operationsOf('leadSquared').find(({ name }) => name === wanted),
	);
	const outcomes = async (change: (reply: Reply) => Reply) => {
		account.fake.reset();
		account.fake.fault('rewrite', {
			match: ({ path }: { path: string }) => path.includes('/Bulk/'),
			rewrite: change,
		});
		const { output } = await runNode({
			...account.base,
			parameters: { ...parameters, options: { batching: true } },
			items,
			onError: 'continueRegularOutput',
		});
		return {
			outcomes: output.map(({ json }: { json: IDataObject }) => json.error ?? json.id),
			writes: account.fake.vendor.writes.length,
		};
	};

	it.each(CHANGES)('rows that are %s are those of their items', async (_name, change) => {
		const plain = await outcomes((reply) => reply);
		expect(await outcomes(change)).toEqual(plain);
	});
});
