import type { CredentialNeed } from '../shared/contract/operation';
import { notice, when } from '../shared/form/fields';
import { APP_CREDENTIAL } from './vendor';

/** What belongs to an app can't be done by a webhook (docs/contracts/bitrix24.md section 1.2). */
export const needsApp: CredentialNeed = {
	credential: APP_CREDENTIAL,
	message: 'Custom activities need the OAuth2 credential of a local app',
	advice:
		'A webhook has no app that they could belong to. Pick or make a credential of the ' +
		'type Bitrix24 OAuth2 API in this node.',
};

/** The same in the form, where it can be seen before a run. */
export const appNotice = when(
	notice(
		'Custom activities belong to an app. Pick or make a credential of the type Bitrix24 OAuth2 API to use this.',
	),
	{ authentication: ['webhook'] },
);
