/** The fake iVvy with the credential a user would have typed for it. */
import { ivvy as make, shows } from '../../vendors/ivvy.cts';
import type { FakeAccount } from '../fakes.cts';

declare module '../fakes.cts' {
	interface Fakes {
		ivvy: FakeAccount<typeof make>;
	}
}

export const ivvy: FakeAccount<typeof make> = {
	make,
	shows,
	credential: 'ivvyApi',
	credentials: ({ url, vendor: { credentials } }) => ({
		region: 'custom',
		host: url,
		apiKey: credentials.key,
		apiSecret: credentials.secret,
	}),
	secrets: ({ vendor: { credentials } }) => [credentials.key, credentials.secret],
};
