import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { InvalidInput, toInputError } from '../shared/errors';
import { sameSecret } from '../shared/secrets';
import { asObject, asText } from '../shared/values';
import type { Delivery } from './events';
import { APP_CREDENTIAL, bitrix24, resultOf } from './vendor';

/**
 * Whether a delivery comes from the portal of the credential; vendors/bitrix24.md section 6.4. With a webhook, the token
 * of the credential decides. An app's token is learned from its first delivery, once that one has proved to be the
 * portal's: its member id is that of our own token, and its access token, where it brings one, works on our own portal
 * (never on an address that the delivery names).
 */
export async function isFromPortal(context: IWebhookFunctions, { auth }: Delivery): Promise<boolean> {
	const credential = bitrix24.credentialOf(context.getNode());
	const values = await context.getCredentials<IDataObject>(credential);
	const token = asText(auth.application_token);
	if (credential !== APP_CREDENTIAL) return sameSecret(token, asText(values.applicationToken).trim());
	const known = context.getWorkflowStaticData('node');
	if (asText(known.applicationToken) !== '') return sameSecret(token, asText(known.applicationToken));
	const { member_id } = asObject(values.oauthTokenData);
	if (token === '' || !sameSecret(asText(auth.member_id), asText(member_id))) return false;
	if (asText(auth.access_token) !== '' && !(await tokenWorks(context, bitrix24.address?.(values) ?? '', asText(auth.access_token)))) return false;
	known.applicationToken = token;
	return true;
}

/** An app gets a new token when it is updated, and its bindings go with the old one: binding anew starts from the beginning. */
export function forgetToken(context: IHookFunctions): void {
	delete context.getWorkflowStaticData('node').applicationToken;
}

/** Without its token no event of a webhook could be believed. @throws NodeOperationError */
export async function requireToken(context: IHookFunctions): Promise<void> {
	const { applicationToken } = await context.getCredentials<IDataObject>(bitrix24.credentialOf(context.getNode()));
	if (asText(applicationToken).trim() === '') throw toInputError(context.getNode(), new InvalidInput('"Application Token" in the credential is empty', 'In Bitrix24 open the outbound webhook and copy its application token into the credential. Events are only believed with it.'), 0);
}

/**
 * Whether a delivered token works on our own portal. Sent without the credential, whose own token would win over it.
 * Read as an answer about the token alone: nothing of it is used.
 */
async function tokenWorks(context: IWebhookFunctions, portal: string, accessToken: string): Promise<boolean> {
	const answer = asObject(await context.helpers.httpRequest({ method: 'POST', url: `${portal}/profile`, body: { auth: accessToken }, json: true, returnFullResponse: true, ignoreHttpStatusErrors: true, disableFollowRedirect: true, timeout: TIMEOUT_MS }));
	return answer.statusCode === 200 && asObject(resultOf(answer.body)).ID !== undefined;
}

const TIMEOUT_MS = 10_000;
