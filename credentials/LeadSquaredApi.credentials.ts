import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { InvalidInput } from '../nodes/shared/contract/errors';
import { hostOf, safeUrl, safeUrlAbove } from '../nodes/shared/http/urls';
import { fingerprint } from '../nodes/shared/secrets/compareSecrets';
import { filled, testRules } from '../nodes/shared/secrets/credentialFields';
import { asObject, asText } from '../nodes/shared/text/unknownJson';

/** Documents print hosts with it. */
const API_PATH = '/v2';

/** Where accounts are hosted; docs/contracts/leadsquared.md section 1.1. */
const REGIONS = [
	{ name: 'Canada', value: 'api-ca12.leadsquared.com' },
	{ name: 'Custom Host', value: 'custom' },
	{ name: 'India (Hyderabad)', value: 'api-in22.leadsquared.com' },
	{ name: 'India (Mumbai)', value: 'api-in21.leadsquared.com' },
	{ name: 'Ireland', value: 'api-ir31.leadsquared.com' },
	{ name: 'Middle East', value: 'api-me61.leadsquared.com' },
	{ name: 'Singapore', value: 'api.leadsquared.com' },
	{ name: 'United States', value: 'api-us11.leadsquared.com' },
];

/** Calls and bulk calls in 5 seconds; docs/contracts/leadsquared.md section 2.3. */
const PLANS = [
	{ name: 'Custom', value: 'custom', description: 'Enter the numbers of your contract' },
	{ name: 'Enterprise (Older Contract)', value: 'olderEnterprise', description: inWords(25, 1) },
	{ name: 'Lite (Older Contract)', value: 'olderLite', description: inWords(2, 1) },
	{ name: 'Not Known', value: 'unknown', description: 'The node finds out what is allowed' },
	{ name: 'Pro', value: 'pro', description: `${inWords(10, 5)}, 10,000 a day` },
	{ name: 'Pro (Older Contract)', value: 'olderPro', description: inWords(5, 1) },
	{ name: 'Standard (Older Contract)', value: 'olderStandard', description: inWords(15, 1) },
	{ name: 'Super', value: 'super', description: `${inWords(20, 10)}, 100,000 a day` },
	{ name: 'Super or Basic (Older Contract)', value: 'olderSuper', description: inWords(10, 1) },
];

function inWords(calls: number, bulkCalls: number): string {
	return `Up to ${calls} calls and ${bulkCalls} bulk ${bulkCalls === 1 ? 'call' : 'calls'} in 5 seconds`;
}

/** `United States (api-us11.leadsquared.com)`; a host that is not known stands alone. */
function regionOf(apiHost: string): string {
	const host = hostOf(apiHost);
	const known = REGIONS.find(({ value }) => value === host);
	return known === undefined ? host : `${known.name} (${host})`;
}

/** Keys go in headers, as LeadSquared recommends: in the query they would end up in logs and error texts. */
const headerRequest: IAuthenticate = async (credentials, options) => ({
	...options,
	disableFollowRedirect: true,
	url: options.url.startsWith('/') ? address(credentials) + options.url : options.url,
	headers: { ...options.headers, ...keyHeaders(credentials) },
});

function keyHeaders({ accessKey, secretKey }: IDataObject): Record<string, string> {
	return {
		'x-LSQ-AccessKey': filled(accessKey, 'Access Key'),
		'x-LSQ-SecretKey': filled(secretKey, 'Secret Key'),
	};
}

/** Accepts the host with or without scheme and with or without the trailing `/v2`. */
function address({ region, host }: IDataObject): string {
	const above =
		region === 'custom' ? safeUrlAbove(API_PATH, host, 'Host') : safeUrl(region, 'Region');
	return above + API_PATH;
}

export class LeadSquaredApi implements ICredentialType {
	name = 'leadSquaredApi';

	displayName = 'LeadSquared API';

	icon: Icon = {
		light: 'file:../icons/leadsquared.svg',
		dark: 'file:../icons/leadsquared.dark.svg',
	};

	documentationUrl = 'https://github.com/crm-activities/n8n-nodes-crm-activities#leadsquared';

	properties: INodeProperties[] = [
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				...REGIONS.map(({ name, value }) => ({
					name,
					value,
					...(value === 'custom' ? {} : { description: `API host ${value}` }),
				})),
			],
			default: 'api-in21.leadsquared.com',
			description:
				'Where your account is hosted. In LeadSquared: My Profile > Settings > API and Webhooks shows the API host.',
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://api-in21.leadsquared.com',
			displayOptions: { show: { region: ['custom'] } },
		},
		{
			displayName: 'Access Key',
			name: 'accessKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'In LeadSquared: My Profile > Settings > API and Webhooks',
		},
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Shown next to the access key. Calls have the permissions of the user who owns the keys.',
		},
		{
			displayName: 'Plan',
			name: 'plan',
			type: 'options',
			options: PLANS.map((plan) => ({ ...plan })),
			default: 'unknown',
			description:
				'Plan of the account, which decides how fast it may be called. The node adapts ' +
				'where LeadSquared allows more or less.',
		},
		{
			displayName: 'Calls per 5 Seconds',
			name: 'callsPer5Seconds',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 25,
			displayOptions: { show: { plan: ['custom'] } },
			description: 'How many calls the account may make in 5 seconds, not counting bulk calls',
		},
		{
			displayName: 'Bulk Calls per 5 Seconds',
			name: 'bulkCallsPer5Seconds',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 1,
			displayOptions: { show: { plan: ['custom'] } },
			description:
				'How many bulk calls the account may make in 5 seconds. Batch Items sends many items in one such call.',
		},
		{ displayName: 'Account', name: 'account', type: 'hidden', default: '' },
		{ displayName: 'Account Of', name: 'accountOf', type: 'hidden', default: '' },
		{
			displayName: 'Region Check',
			name: 'regionCheck',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: 'on test',
		},
	];

	authenticate = headerRequest;

	/**
	 * Runs when the credential is tested only, as the hidden field below is never empty. Right keys in the wrong region
	 * are refused like wrong keys; the one call that answers everywhere tells where they belong
	 * (docs/contracts/leadsquared.md section 1.1). It tells the account's short name, too, which is kept: all
	 * credentials of one account share its limits.
	 * @throws InvalidInput naming the region
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const { region, host } = credentials as IDataObject;
		const ask = async (path: string) =>
			asObject(
				await this.helpers.httpRequest({
					url: address(credentials as IDataObject) + path,
					headers: keyHeaders(credentials as IDataObject),
					json: true,
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
					disableFollowRedirect: true,
				}),
			);
		const { regionCheck, accessKey } = credentials as IDataObject;
		const answer = await ask('/Authentication.svc/UserByAccessKey.Get');
		const api = asText(asObject(asObject(answer.body).LSQCommonServiceURLs).api);
		const elsewhere =
			answer.statusCode === 200 &&
			api !== '' &&
			hostOf(api) !== hostOf(asText(region === 'custom' ? host : region));
		// A gateway has a host of its own: it counts only whether the account can be reached by it.
		if (elsewhere && (await ask('/LeadManagement.svc/LeadsMetaData.Get')).statusCode === 401) {
			throw new InvalidInput(
				`The keys are right, but they belong to another region. Set Region to ${regionOf(api)}.`,
			);
		}
		const account = asText(asObject(answer.body).OrgShortCode);
		return account === ''
			? {}
			: { regionCheck, account, accountOf: fingerprint(filled(accessKey, 'Access Key')) };
	}

	test: ICredentialTestRequest = {
		request: { url: '/LeadManagement.svc/LeadsMetaData.Get' },
		rules: testRules(
			{
				401:
					'LeadSquared does not accept the keys in this region. Check Access Key and Secret ' +
					'Key, and that Region is the one shown under My Profile > Settings > API and ' +
					'Webhooks.',
				404: 'This is not a LeadSquared API address. Check Region or Host.',
				429: 'The keys are accepted, but the account is over its call limit at the moment. Test again in a minute.',
			},
			[
				{
					key: 'Status',
					value: 'Error',
					message:
						'LeadSquared answered with an error. The account may be over its call limit; test again in a minute.',
				},
			],
		),
	};
}
