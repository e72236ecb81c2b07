/** The fake LeadSquared with the credential a user would have typed for it. */
import { leadsquared as make, shows } from '../../vendors/leadsquared.cts';
import type { FakeAccount } from '../fakes.cts';

declare module '../fakes.cts' {
	interface Fakes {
		leadSquared: FakeAccount<typeof make>;
	}
}

export const leadSquared: FakeAccount<typeof make> = {
	make,
	shows,
	credential: 'leadSquaredApi',
	credentials: ({ url, vendor: { credentials } }) => ({
		region: 'custom',
		host: url,
		accessKey: credentials.accessKey,
		secretKey: credentials.secretKey,
	}),
	secrets: ({ vendor: { credentials } }) => [credentials.accessKey, credentials.secretKey],
};
