import type { IWebhookFunctions } from 'n8n-workflow';
import { sameSecret } from '../../shared/secrets/compareSecrets';
import { asObject, asText } from '../../shared/text/unknownJson';
import { EVENT_HEADER, SECRET_HEADER } from './events';

/**
 * Whether a delivery carries the secret that was given to LeadSquared; it has no signature
 * (docs/contracts/leadsquared.md section 7.3).
 */
export function isOurs(context: IWebhookFunctions): boolean {
	const { [SECRET_HEADER]: given } = context.getHeaderData();
	return sameSecret(asText(given), asText(context.getWorkflowStaticData('node').secret));
}

/** The event that the webhook was registered for; our own header says it, as payloads don't. */
export function eventOf(context: IWebhookFunctions): string {
	return asText(asObject(context.getHeaderData())[EVENT_HEADER]);
}
