import type { CredentialNeed } from '../shared/contract/operation';
import { notice, when } from '../shared/form/fields';
import { APP_CREDENTIAL } from './vendor';

/** What belongs to an app can't be done by a webhook (docs/contracts/bitrix24.md sections 1.2 and 2.12). */
function appFor(what: string) {
	const needs: CredentialNeed = {
		credential: APP_CREDENTIAL,
		message: `${what} need the OAuth2 credential of a local app`,
		advice:
			'A webhook has no app that they could belong to. Pick or create a credential of the ' +
			'type Bitrix24 OAuth2 API in this node.',
	};
	// The same in the form, where it can be seen before a run.
	const appNotice = when(
		notice(
			`${what} belong to an app. Pick or create a credential of the type Bitrix24 OAuth2 API to use this.`,
		),
		{ authentication: ['webhook'] },
	);
	return { needs, appNotice };
}

export const { needs: needsApp, appNotice } = appFor('Custom activities and badges');

/** The registration of calls. */
export const { needs: callNeedsApp, appNotice: callAppNotice } = appFor('New calls');
