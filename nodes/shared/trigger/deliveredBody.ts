import type { IWebhookFunctions } from 'n8n-workflow';
import { fromJson } from '../text/unknownJson';

/** The body of a delivery as it came: n8n parses it, or does not, by its content type. */
export function bodyText(context: IWebhookFunctions): string {
	const raw: unknown = context.getRequestObject().rawBody;
	return Buffer.isBuffer(raw) ? raw.toString('utf8') : JSON.stringify(context.getBodyData());
}

/**
 * What a vendor has sent that always sends JSON, whatever content type it or a proxy on the way gave it: n8n makes text
 * or nothing of JSON by another name.
 */
export function bodyOfJson(context: IWebhookFunctions): unknown {
	const parsed: unknown = context.getBodyData();
	const isParsed = typeof parsed === 'object' && parsed !== null && Object.keys(parsed).length > 0;
	return isParsed ? parsed : (fromJson(bodyText(context)) ?? parsed);
}
