/** Several people in one field: in a column with commas, or as a list. */
import { runNode } from '../support/engine.cts';
import { byId, fakeFor, type Started } from '../support/fakes.cts';
import { there } from '../support/there.cts';
import { byEmail, type Form, NEW_RECORD } from './support/people.cts';

type Vendor = Started['fake']['vendor'];
type Case = [
	node: string,
	parameters: (people: unknown) => Form,
	stored: (write: Vendor['writes'][number], store: Vendor['store']) => string[],
	people: { readonly emails: string; readonly other: string; readonly ids: string[] },
];

describe('lists of several people', () => {
	const CASES: Case[] = [
		[
			'bitrix24',
			(people) => ({
				...NEW_RECORD.bitrix24(byId('2')),
				additionalFields: { AUDITORS: { values: [{ id: people }] } },
			}),
			({ fields }) => (fields as { AUDITORS: unknown[] }).AUDITORS.map(String),
			{ emails: 'user3@portal.example', other: 'user4@portal.example', ids: ['3', '4', '5'] },
		],
		[
			'deskera',
			NEW_RECORD.deskera,
			({ id }, { activities }) => (activities.get(id)?.assignee_ids as unknown[]).map(String),
			{
				emails: 'user3@deskera.example',
				other: 'user4@deskera.example',
				ids: ['46946', '46947', '46948'],
			},
		],
	];

	it.each(CASES)(
		'%s: a column with commas',
		async (name, parameters, stored, { emails, other, ids }) => {
			const { fake, base } = await fakeFor(name);
			const run = async (people: object, value: unknown) => {
				fake.reset();
				const { error } = await runNode({
					...base,
					parameters: parameters(people),
					items: [{ title: 'x', people: value }],
				});
				return error?.message ?? stored(there(fake.vendor.writes[0]), fake.vendor.store);
			};
			const column = '={{ $json.people }}';
			expect(await run(byEmail(column), `${emails}, ${other}`)).toEqual(ids.slice(0, 2));
			expect(await run(byEmail(column), `${emails};Jane Doe <${other}>, ${emails}`)).toEqual(
				ids.slice(0, 2),
			);
			expect(await run(byId(column), `${emails}, ${ids[2]}; ${other}`)).toEqual([
				ids[0],
				ids[2],
				ids[1],
			]);
			expect(await run(byEmail(column), [emails, other])).toEqual(ids.slice(0, 2));
			expect(await run(byEmail(column), `${emails}, nobody@example.org`)).toContain(
				'nobody@example.org',
			);
			await fake.close();
		},
	);
});
