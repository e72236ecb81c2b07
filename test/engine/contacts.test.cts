/** Contacts, companies and leads by email or phone. */
import { runNode } from '../support/engine.cts';
import { byId, fakeFor, type Started } from '../support/fakes.cts';
import type { Row } from '../support/row.cts';
import { there } from '../support/there.cts';
import { byEmail, byPhone, type Form, NEW_RECORD } from './support/people.cts';

jest.setTimeout(60_000);

type Vendor = Started['fake']['vendor'];
type Communicated = { COMMUNICATIONS: [{ ENTITY_ID: unknown }] };
/** By what the record is given: written out, or that of a lead or contact of the fake. */
interface Given {
	readonly phone?: string;
	readonly email?: string;
	readonly fromLead?: number;
	readonly fromContact?: number;
}
type Case = [
	node: string,
	parameters: (person: unknown) => Form,
	given: Given,
	stored: (write: Vendor['writes'][number], store: Vendor['store']) => string,
	id: string | undefined,
];

describe('contacts, companies and leads', () => {
	const INVISIBLE = '\u202A';
	const CASES: Case[] = [
		[
			'bitrix24',
			(client) => ({
				resource: 'activity',
				operation: 'create',
				kind: 'call',
				ownerType: byId('2'),
				owner: byId('9'),
				subject: 'x',
				responsible: byId('2'),
				client,
				phone: byId('+49 30 1'),
				start: '2026-12-01T10:00:00',
				additionalFields: {},
				options: { ifSeveral: 'first' },
			}),
			{ phone: `${INVISIBLE}+49 (30) 100-008\u202C` },
			({ fields }) => String((fields as Communicated).COMMUNICATIONS[0].ENTITY_ID),
			'8',
		],
		[
			'leadSquared',
			(lead) => ({
				...NEW_RECORD.leadSquared(byId('user3@account.example')),
				relatedTo: 1,
				lead,
			}),
			{ fromLead: 12 },
			({ id }, { tasks }) => String(tasks.get(id)?.RelatedEntityId),
			undefined,
		],
		[
			'ivvy',
			(contactId) => ({
				resource: 'task',
				operation: 'create',
				name: 'x',
				endDatetime: '2026-12-01',
				belongsTo: 'contact',
				contactId,
				additionalFields: {},
				options: {},
			}),
			{ phone: `0455-045${INVISIBLE} 012`, email: 'contact45012@ivvy.example' },
			({ fields }) => String((fields as Row).contactId),
			'45012',
		],
		[
			'deskera',
			(contact) => ({
				...NEW_RECORD.deskera(byId('46944')),
				additionalFields: { contact_ids: { values: [{ id: contact }] } },
			}),
			{ fromContact: 179_003 },
			({ id }, { activities }) => String(activities.get(id)?.contact_ids),
			'179003',
		],
	];

	it.each(CASES)('%s: by email and by phone', async (name, parameters, given, stored, id) => {
		const { fake, base } = await fakeFor(name);
		const { store } = fake.vendor;
		const lead =
			given.fromLead === undefined ? undefined : [...store.leads.values()][given.fromLead];
		const contact =
			given.fromContact === undefined ? undefined : store.contacts.get(given.fromContact);
		const spaced = (phone: string) => `${INVISIBLE}${phone.replace(/(\d{3})(?=\d)/g, '$1 ')}`;
		const phone = given.phone ?? spaced(String(lead?.Phone ?? contact?.phone));
		const known = given.email ?? lead?.EmailAddress ?? contact?.email;
		const email = known === undefined || known === null ? undefined : String(known);
		const wanted = id ?? lead?.ProspectID;
		const run = async (person: object) => {
			fake.vendor.writes.length = 0;
			const { error } = await runNode({
				...base,
				parameters: parameters(person),
				items: [{ title: 'x' }],
			});
			return error?.message ?? stored(there(fake.vendor.writes[0]), fake.vendor.store);
		};
		expect(await run(byPhone(phone))).toBe(wanted);
		if (email !== undefined) expect(await run(byEmail(` ${email.toUpperCase()}`))).toBe(wanted);
		expect(await run(byPhone('+999 000 000 000'))).toMatch(
			/^No .* has this phone number \(".*": "\+999000000000"\)$/,
		);
		expect(await run(byPhone('ask for Jane'))).toMatch(/must be a phone number/);
		await fake.close();
	});
});
