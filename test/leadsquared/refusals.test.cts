/** How LeadSquared's refusals are told: its exceptions, keys that are no good, values that it does not take. */
import { byId, fakeFor } from '../support/fakes.cts';
import { mapped } from '../support/mapped.cts';
import { runNode } from '../support/reported.cts';
import { leadSquared } from './support/account.cts';

const account = leadSquared();
const { run, update } = account;

describe('errors', () => {
	const exception = (ExceptionType: string, status = 500) => ({
		answer: {
			status,
			body: { Status: 'Error', ExceptionType, ExceptionMessage: `Says ${ExceptionType}` },
		},
	});

	it.each([
		'MXMandatoryAttributeMissingException',
		'MXMandatoryFieldMissingException',
		'MXInvalidInputException',
		'MXInvalidActivityException',
		'MXInvalidActivityFieldsException',
		'MXUnknownProspectActivityException',
		'MXUnknownAttributeException',
		'MXInvalidDataTypeException',
		'MXInvalidEntityReferenceException',
		'MXDuplicateEntryException',
		'MXDuplicateEntityNameException',
		'MXInvalidLeadException',
		'MXInvalidFieldException',
		'MXXSSException',
		'MXMailDeliveryException',
		'MXSomethingNewException',
	])('%s is shown and never repeated, whatever the status', async (type) => {
		for (const status of [500, 200]) {
			account.fake.reset();
			account.fake.fault('answer', exception(type, status));
			const { error } = await run({ updateFields: { note: 'x' } });
			expect(error?.message).not.toBe(`Says ${type}`);
			expect(`${error?.message} ${error?.description}`).toContain(`Says ${type}`);
			expect(error?.description).toContain(`Vendor code: ${type}.`);
			expect(account.fake.calls).toHaveLength(1);
		}
	});

	it('refused keys stop the run', async () => {
		const wrong = await runNode({
			...account.base,
			credentials: { ...account.base.credentials, secretKey: 'wrong-secret-key' },
			parameters: update({ updateFields: { note: 'x' } }),
			items: [{}, {}, {}],
		});
		expect([wrong.error?.failure, wrong.error?.description]).toEqual([
			{ cause: 'credential-invalid' },
			expect.stringMatching(/Access Key, Secret Key and Region/),
		]);
		expect(account.fake.vendor.writes).toEqual([]);
	});

	it('keys of another region are told apart from wrong ones, and so is a right that their owner lacks', async () => {
		const elsewhere = await fakeFor('leadSquared', { wrongRegion: true });
		const { error } = await runNode({
			...elsewhere.base,
			parameters: update({ updateFields: { note: 'x' } }),
		});
		await elsewhere.fake.close();
		expect([error?.message, error?.description]).toEqual([
			'The keys of the credential belong to another LeadSquared region',
			expect.stringContaining('api-us11.leadsquared.com'),
		]);
		account.fake.fault('answer', exception('MXUnAuthorizedAccessException', 401));
		const denied = await run({ updateFields: { note: 'x' } });
		expect([denied.error?.message, denied.error?.failure]).toEqual([
			'The owner of the keys may not do this in LeadSquared',
			{ cause: 'configuration-invalid' },
		]);
	});

	it.each<[name: string, change: object, code: RegExp]>([
		['a wrong type for the activity', { activityType: byId('202') }, /MXInvalidActivityException/],
		[
			'an unknown field',
			{ fields: mapped({ mx_Custom_49: 'x' }) },
			/MXInvalidActivityFieldsException/,
		],
		[
			'text in a number field that the form takes for text',
			{ fields: mapped({ mx_Custom_2: 'many' }) },
			/MXInvalidActivityFieldsException/,
		],
		[
			'a value off the list',
			{ fields: mapped({ mx_Custom_4: 'Nonsense' }) },
			/MXInvalidEntityReferenceException/,
		],
		['script in a text', { updateFields: { note: '<script>x</script>' } }, /MXXSSException/],
	])('%s', async (_name, change, code) => {
		const { error } = await run({ updateFields: { note: 'x' }, ...change });
		expect(error?.description).toMatch(code);
		expect(account.fake.calls).toHaveLength(1);
	});
});
