/** iVvy's codes: what is said of each. */
import { runNode } from '../support/reported.cts';
import { byId, ivvy } from './support/forms.cts';

const account = ivvy(runNode);
const { run } = account;

it.each([
	23005, 23016, 23017, 24091, 24092, 24093, 24096, 24105, 24114, 24115, 24448, 24153, 24215, 24216,
	24218, 24221, 24222, 24224, 24227, 24228, 24300, 24301, 24302, 24303, 24389, 24390, 24391, 24392,
	24393, 24394, 24395, 24396, 24397, 24398, 24399, 24400, 24401, 24402, 24403, 24404, 24434, 24435,
	24436, 24437, 24438, 24441,
])('code %i says what is wrong and what to do, whatever the status', async (specificCode) => {
	for (const status of [400, 200]) {
		account.fake.reset();
		account.fake.fault('answer', {
			answer: {
				status,
				body: {
					errorCode: 400,
					message: 'Words of iVvy',
					specificCode,
					additionalMessages: ['leadId: *Invalid item selected*'],
				},
			},
		});
		const { error } = await run({
			resource: 'task',
			operation: 'complete',
			taskId: byId('10001'),
			additionalFields: {},
		});
		expect(error?.message).not.toMatch(/Words of iVvy|status/);
		expect(error?.description).toMatch(
			/^iVvy says: Words of iVvy\. leadId: Invalid item selected\. .*Vendor code: \d+\./,
		);
		expect(account.fake.calls).toHaveLength(1);
	}
});

it.each([
	[400, 'configuration-invalid'],
	[401, 'credential-invalid'],
	[403, 'configuration-invalid'],
	[404, 'configuration-invalid'],
	[405, 'configuration-invalid'],
	[406, 'configuration-invalid'],
	[462, 'credential-invalid'],
	[463, 'credential-invalid'],
	[501, 'configuration-invalid'],
	[460, 'temporarily-unavailable'],
	[500, 'temporarily-unavailable'],
])(
	"error %i without a code of its own is told in iVvy's words, and is sorted right",
	async (errorCode, cause) => {
		account.fake.fault('answer', {
			answer: { status: 200, body: { errorCode, message: 'Words of iVvy' } },
		});
		const { error } = await run({
			resource: 'task',
			operation: 'complete',
			taskId: byId('10001'),
			additionalFields: {},
		});
		expect(`${error?.message} ${error?.description}`).toMatch(/Words of iVvy/);
		expect([error?.failure?.cause, account.fake.calls.length]).toEqual([cause, 1]);
		expect(error?.description).toMatch(/[A-Z].*\./);
	},
);
