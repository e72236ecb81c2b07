import { createHash, createHmac } from 'crypto';
import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { safeUrl, safeUrlAbove } from '../nodes/shared/http/urls';
import { filled, testRules } from '../nodes/shared/secrets/credentialFields';

/** What iVvy's signature covers. */
export interface Signable {
	/** The body exactly as sent. */
	body: string;
	contentType: string;
	/** Path and query exactly as sent. */
	requestString: string;
	/** `YYYY-MM-DD HH:mm:ss`, UTC. */
	date: string;
}

/** Lowercase hex MD5 of the body's UTF-8 bytes, as iVvy wants it in `Content-MD5`. */
export function contentMd5(body: string): string {
	return createHash('md5').update(body, 'utf8').digest('hex');
}

/** The lowercased string that is signed; the empty part is the `Date` header, which `IVVY-Date` replaces. */
export function stringToSign({ body, contentType, requestString, date }: Signable): string {
	return ['POST', contentMd5(body), contentType, '', requestString, '1.0', `IVVYDate=${date}`]
		.join('')
		.toLowerCase();
}

/** Lowercase hex HMAC-SHA1 of the string to sign. */
export function sign(secret: string, signable: Signable): string {
	return createHmac('sha1', secret).update(stringToSign(signable), 'utf8').digest('hex');
}

/** Signs each request when it is sent: iVvy accepts a signature for five minutes only, so a retry gets a new one. */
/** Documents print hosts with it. */
const API_PATH = '/api/1.0';

const signedRequest: IAuthenticate = async (credentials, options) => {
	const contentType = 'application/json';
	const body =
		typeof options.body === 'string' && options.body !== ''
			? options.body
			: options.body === undefined || options.body === ''
				? '{}'
				: JSON.stringify(options.body);
	const url = new URL(
		options.url.startsWith('/') ? address(credentials) + options.url : options.url,
	);
	for (const [key, value] of Object.entries(options.qs ?? {}))
		url.searchParams.set(key, String(value));
	const date = new Date().toISOString().slice(0, 19).replace('T', ' ');
	const signature = sign(filled(credentials.apiSecret, 'API Secret'), {
		body,
		contentType,
		requestString: url.pathname + url.search,
		date,
	});
	const headers: IDataObject = {
		...options.headers,
		'Content-Type': contentType,
		'Content-MD5': contentMd5(body),
		'IVVY-Date': date,
		'X-Api-Version': '1.0',
		'X-Api-Authorization': `IWS ${filled(credentials.apiKey, 'API Key')}:${signature}`,
	};
	const signed: IHttpRequestOptions = {
		...options,
		disableFollowRedirect: true,
		method: 'POST',
		url: url.href,
		headers,
		body,
	};
	delete signed.baseURL;
	delete signed.qs;
	return signed;
};

function address({ region, host }: IDataObject): string {
	return region === 'custom' ? safeUrlAbove(API_PATH, host, 'Host') : safeUrl(region, 'Region');
}

const REFUSED =
	'iVvy does not accept the key. Check API Key, API Secret and Region, and that the ' +
	'clock of the n8n server is right to the minute.';
const REVOKED =
	'iVvy says this key may not be used any more. Make a new one under Global Settings > Applications > API Keys.';
const WRONG_HOST = 'This is not an iVvy API address. Check Host.';

export class IvvyApi implements ICredentialType {
	name = 'ivvyApi';

	displayName = 'iVvy API';

	icon: Icon = { light: 'file:../icons/ivvy.svg', dark: 'file:../icons/ivvy.dark.svg' };

	documentationUrl = 'https://github.com/crm-activities/n8n-nodes-crm-activities#ivvy';

	properties: INodeProperties[] = [
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'Australia', value: 'api.ap-southeast-2.ivvy.com' },
				{ name: 'Custom Host', value: 'custom' },
				{ name: 'United Kingdom and Europe', value: 'api.eu-west-2.ivvy.com' },
				{ name: 'United States', value: 'api.us-west-2.ivvy.com' },
			],
			default: 'api.ap-southeast-2.ivvy.com',
			description: 'Where your iVvy account is hosted. If you are not sure, ask support@ivvy.com.',
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://api.ap-southeast-2.ivvy.com',
			displayOptions: { show: { region: ['custom'] } },
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'In iVvy: Global Settings > Applications > API Keys, or from iVvy support',
		},
		{
			displayName: 'API Secret',
			name: 'apiSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Shown only once, when the key is created',
		},
	];

	authenticate = signedRequest;

	test: ICredentialTestRequest = {
		request: { method: 'POST', url: '/api/1.0/test?action=ping', body: {} },
		rules: testRules({ 401: REFUSED, 403: REVOKED, 404: WRONG_HOST }, [
			{ key: 'errorCode', value: 401, message: REFUSED },
			{ key: 'errorCode', value: 463, message: REVOKED },
		]),
	};
}
