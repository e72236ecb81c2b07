/** The fake Deskera with the credential a user would have typed for it. */
import { deskera as make, shows } from '../../vendors/deskera.cts';
import type { FakeAccount } from '../fakes.cts';

declare module '../fakes.cts' {
	interface Fakes {
		deskera: FakeAccount<typeof make>;
	}
}

export const deskera: FakeAccount<typeof make> = {
	make,
	shows,
	credential: 'deskeraApi',
	credentials: ({ url, vendor }) => ({
		environment: 'custom',
		host: url,
		token: vendor.credentials.token,
	}),
	secrets: ({ vendor }) => [vendor.credentials.token],
};
