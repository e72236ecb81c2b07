import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import { caller } from '../../shared/http/caller';
import { toInputError } from '../../shared/http/nodeErrors';
import { fingerprint, sameSecret } from '../../shared/secrets/compareSecrets';
import { asObject, asText } from '../../shared/text/unknownJson';
import { WITHIN_DELIVERY } from '../../shared/trigger/callsWithoutItems';
import { recordAt } from '../answerProofs';
import { APP_CREDENTIAL, bitrix24, method, resultOf } from '../vendor';
import type { Delivery } from './events';

/**
 * Whether a delivery comes from the portal of the credential; docs/contracts/bitrix24.md sections
 * 6.4 and 12. With a webhook, the token of the credential decides. Only a delivery tells an app's
 * token. It has to bring our member ID, which every app of the portal knows, and an access token
 * that works on our own portal (never at an address that the delivery names) and belongs to our
 * app. The token of such a delivery is kept for the app and portal of the credential. It replaces
 * one that was kept before, as an app gets a new token when it is updated.
 */
export async function isFromPortal(
	context: IWebhookFunctions,
	{ auth }: Delivery,
): Promise<boolean> {
	const credential = bitrix24.credentialOf(context.getNode());
	const values = await context.getCredentials<IDataObject>(credential);
	const token = textOf(auth.application_token);
	if (credential !== APP_CREDENTIAL)
		return sameSecret(token, asText(values.applicationToken).trim());
	const { member_id } = asObject(values.oauthTokenData);
	const known = context.getWorkflowStaticData('node');
	const ours = fingerprint(asText(member_id), asText(values.clientId));
	if (
		sameSecret(token, asText(known.applicationToken)) &&
		ours === (known.applicationTokenOf ?? ours)
	)
		return true;
	if (token === '' || !sameSecret(textOf(auth.member_id), asText(member_id))) return false;
	if (!(await isOfOurApp(context, values, textOf(auth.access_token)))) return false;
	known.applicationToken = token;
	known.applicationTokenOf = ours;
	return true;
}

/** Without its token no event of a webhook could be believed. @throws NodeOperationError */
export async function requireToken(context: IHookFunctions): Promise<void> {
	const { applicationToken } = await context.getCredentials<IDataObject>(
		bitrix24.credentialOf(context.getNode()),
	);
	if (asText(applicationToken).trim() === '')
		throw toInputError(
			context.getNode(),
			new InvalidInput(
				'"Application Token" in the credential is empty',
				'In Bitrix24 open the outbound webhook and copy its application token into the ' +
					'credential. Events are only believed with it.',
			),
			0,
		);
}

/** Only text can be a token: form keys make lists and maps of it as well. */
function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

const ACCESS_TOKEN = /^[\w.-]{8,512}$/;

/** Whether an access token works on our portal and belongs to our app, which `app.info` tells. */
async function isOfOurApp(
	context: IWebhookFunctions,
	values: IDataObject,
	accessToken: string,
): Promise<boolean> {
	if (!ACCESS_TOKEN.test(accessToken)) return false;
	const code = await codeBehind(context, bitrix24.baseUrl?.(values) ?? '', accessToken);
	// A local app's code is its client ID. A Market app has another code, which our own token tells.
	return (
		code !== '' && (code === asText(values.clientId).trim() || code === (await ownCode(context)))
	);
}

/**
 * The code of the app that a delivered token belongs to. Asked without the credential, whose own token
 * would win over it. Nothing else of the answer is used.
 */
async function codeBehind(
	context: IWebhookFunctions,
	portal: string,
	accessToken: string,
): Promise<string> {
	try {
		const answer = asObject(
			await context.helpers.httpRequest({
				method: 'POST',
				url: `${portal}/app.info`,
				body: { auth: accessToken },
				json: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				timeout: WITHIN_DELIVERY.timeoutMs,
			}),
		);
		return answer.statusCode === 200 ? codeOf(answer.body) : '';
	} catch {
		return '';
	}
}

async function ownCode(context: IWebhookFunctions): Promise<string> {
	const verdict = await caller(
		context,
		bitrix24,
		WITHIN_DELIVERY,
	)(method('app.info', {}, 'read', recordAt()));
	return verdict.ok ? codeOf(verdict.body) : '';
}

function codeOf(body: unknown): string {
	return textOf(asObject(resultOf(body)).CODE);
}
