import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import type { Answer, Problem } from '../nodes/shared/contract/call';
import { Refused } from '../nodes/shared/contract/errors';
import { safeUrl, safeUrlAbove } from '../nodes/shared/http/urls';
import { plainProblem } from '../nodes/shared/http/statusProblems';
import { fingerprint } from '../nodes/shared/secrets/compareSecrets';
import { entered, filled, testRules } from '../nodes/shared/secrets/credentialFields';
import { SignIns } from '../nodes/shared/secrets/signIns';
import { payloadOf } from '../nodes/shared/text/jwt';
import { asNumber, asObject, asText } from '../nodes/shared/text/unknownJson';

/** Which one an account needs is not documented (docs/contracts/deskera.md section 1). */
const ENVIRONMENTS = [
	{ name: 'Production (Bifrost)', value: 'https://bifrost.deskera.com' },
	{ name: 'Production (Bifrost US)', value: 'https://bifrost-us.deskera.com' },
];

/** Documents print hosts with it. */
const API_PATH = '/v1';
const ACTIVITIES = '/v1/crm/activities?page=1&pageSize=1';
const TIMEOUT_MS = 60_000;
/** In place of a session: the address of a token was looked at, so that runs do not look again. */
const CHECKED = '-';
const MFA =
	"This Deskera user has to enter a code at sign-in (MFA), which n8n can't do. Set " +
	'Sign-In to Token, or use a user without MFA.';

/** What n8n keeps of a sign-in. A session counts only for the user and address it was made for. */
interface Session extends IDataObject {
	sessionToken: string;
	refreshToken: string;
	sessionOf: string;
}

const signIns = new SignIns<Session>();

const tokenRequest: IAuthenticate = async (credentials, options) => ({
	...options,
	disableFollowRedirect: true,
	url: options.url.startsWith('/') ? address(credentials) + options.url : options.url,
	headers: { ...options.headers, 'x-access-token': token(credentials) },
});

/** Without a session of this user the header is empty: Deskera refuses it, and n8n signs in because of that. */
function token(credentials: IDataObject): string {
	if (!signsIn(credentials)) return filled(credentials.token, 'Token');
	return credentials.sessionOf === ownerOf(credentials) ? asText(credentials.sessionToken) : '';
}

function signsIn({ signIn }: IDataObject): boolean {
	return signIn === 'password';
}

function address({ environment, host }: IDataObject): string {
	return environment === 'custom'
		? safeUrlAbove(API_PATH, host, 'Host')
		: safeUrl(environment, 'Environment');
}

/**
 * Who signs in where with what: another password makes another session, so that a test never
 * passes with an old one.
 */
function ownerOf(credentials: IDataObject): string {
	return fingerprint(
		address(credentials),
		asText(credentials.userName).trim(),
		asText(credentials.password),
	);
}

/** The way in: renewal of the session there is, or the password (section 2.2). @throws Refused */
async function newSession(http: IHttpRequestHelper, credentials: IDataObject): Promise<Session> {
	const at = address(credentials);
	const login = {
		userName: entered(credentials.userName, 'User Name').trim(),
		password: entered(credentials.password, 'Password'),
	};
	const sessionOf = ownerOf(credentials);
	const tenantId = tenantOf(asText(credentials.sessionToken));
	const refreshToken = asText(credentials.refreshToken);
	if (credentials.sessionOf === sessionOf && refreshToken !== '' && tenantId !== '') {
		const { status, body } = await ask(http, at, '/v1/iam/auth/web/getrefreshtoken', {
			refreshToken,
			userName: login.userName,
			tenantId,
		});
		const renewed = tokensOf(body);
		if (status === 200 && renewed !== undefined) return { ...renewed, sessionOf };
	}
	const answer = await ask(http, at, SIGN_IN, login);
	const begun = tokensOf(answer.body);
	if (answer.status === 200 && begun !== undefined) return { ...begun, sessionOf };
	throw new Refused(await refusal(http, credentials, login, answer));
}

const SIGN_IN = '/v1/iam/auth/sign-in/web/sign-in';

function tokensOf(body: unknown): Pick<Session, 'sessionToken' | 'refreshToken'> | undefined {
	const { accessToken, refreshToken } = asObject(body);
	return asText(accessToken) === ''
		? undefined
		: { sessionToken: asText(accessToken), refreshToken: asText(refreshToken) };
}

/** The tenant, which a renewal has to name, stands in the token: `user_name` is `<user>:<tenant>` (section 2.4). */
function tenantOf(jwt: string): string {
	return asText(payloadOf(jwt).user_name).split(':')[1] ?? '';
}

/** Wrong credentials can be 400, 401 or 404; with MFA the answer is a yes without a token (section 2.2). */
async function refusal(
	http: IHttpRequestHelper,
	credentials: IDataObject,
	login: object,
	answer: Answer,
): Promise<Problem> {
	const { status } = answer;
	const denied = (title: string): Problem => ({
		kind: 'auth',
		title,
		advice: 'Open the credential, correct it, and use its test.',
		status,
	});
	if (asksForCode(answer)) return denied(MFA);
	if (status === 200)
		return denied(
			'Deskera took the user name and password, but gave no token. Set Sign-In to Token.',
		);
	// The call itself was not made yet, so it may be repeated whatever happened to the sign-in.
	if (status >= 500)
		return {
			...plainProblem('Deskera', answer),
			kind: 'unreachable',
			title: `The sign-in at Deskera failed with status ${status}`,
		};
	if (status === 429 || (status >= 300 && status < 400)) return plainProblem('Deskera', answer);
	const other = otherOf(credentials);
	const there = other === undefined ? undefined : await ask(http, other.value, SIGN_IN, login);
	if (
		other !== undefined &&
		there !== undefined &&
		(tokensOf(there.body) !== undefined || asksForCode(there))
	)
		return denied(
			'User Name and Password are right, but they belong to the other address of Deskera. ' +
				`Set Environment to ${other.name}.`,
		);
	return denied(
		'Deskera does not accept the user name and password. Check User Name, Password and Environment.',
	);
}

function asksForCode({ status, body }: Answer): boolean {
	const { isMFAEnabled, mfaenabled } = asObject(body);
	return (
		status === 200 && tokensOf(body) === undefined && (isMFAEnabled === true || mfaenabled === true)
	);
}

/** The other production address; none for a host of one's own, which may be a gateway. */
function otherOf({
	environment,
}: IDataObject): { readonly name: string; readonly value: string } | undefined {
	return environment === 'custom'
		? undefined
		: ENVIRONMENTS.find(({ value }) => value !== environment);
}

/** A token that CRM refuses at this address and takes at the other one. @throws Refused naming the other */
async function checkAddress(
	http: IHttpRequestHelper,
	credentials: IDataObject,
	token: string,
): Promise<void> {
	const other = otherOf(credentials);
	if (other === undefined) return;
	const headers = { 'x-access-token': token };
	const here = await ask(http, address(credentials), ACTIVITIES, undefined, headers);
	if (![401, 404, 410].includes(here.status)) return;
	if ((await ask(http, other.value, ACTIVITIES, undefined, headers)).status !== 200) return;
	throw new Refused({
		kind: 'auth',
		title: `Deskera knows this user at its other address. Set Environment to ${other.name}.`,
		advice: 'Open the credential, correct it, and use its test.',
		status: here.status,
	});
}

/** @throws Refused when nothing answers; the error of the connection holds the password and stays here */
async function ask(
	http: IHttpRequestHelper,
	at: string,
	path: string,
	body?: object,
	headers: Record<string, string> = {},
): Promise<Answer> {
	const options: IHttpRequestOptions = {
		method: body === undefined ? 'GET' : 'POST',
		url: at + path,
		...(body === undefined ? {} : { body: { ...body } }),
		headers,
		json: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
	};
	try {
		const {
			statusCode,
			headers: answered,
			body: said,
		} = asObject(await http.helpers.httpRequest(options));
		return { status: asNumber(statusCode) ?? 0, headers: asObject(answered), body: said };
	} catch {
		throw new Refused({
			kind: 'unreachable',
			title: 'Deskera could not be reached for the sign-in',
			advice:
				'Nothing was sent. Check Environment in the credential, and that this n8n may reach it (DNS, firewall, proxy).',
		});
	}
}

export class DeskeraApi implements ICredentialType {
	name = 'deskeraApi';

	displayName = 'Deskera API';

	icon: Icon = { light: 'file:../icons/deskera.svg', dark: 'file:../icons/deskera.dark.svg' };

	documentationUrl = 'https://github.com/crm-activities/n8n-nodes-crm-activities#deskera';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Custom Host', value: 'custom' },
				...ENVIRONMENTS.map((environment) => ({ ...environment })),
			],
			default: 'https://bifrost.deskera.com',
			description:
				'Deskera has two production addresses. The test of the credential names the other one if that is yours.',
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://bifrost.deskera.com',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'Sign-In',
			name: 'signIn',
			type: 'options',
			options: [
				{
					name: 'Token',
					value: 'token',
					description: 'An access token that you got from Deskera. It expires after a while.',
				},
				{
					name: 'User Name and Password',
					value: 'password',
					description:
						'Signs in automatically, and again when the session ends. Not for users with MFA.',
				},
			],
			default: 'token',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { signIn: ['token'] } },
			description:
				'The access token that Deskera gives after sign-in; it is sent as x-access-token',
		},
		{
			displayName: 'User Name',
			name: 'userName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. nathan@example.com',
			displayOptions: { show: { signIn: ['password'] } },
			description:
				'What you sign in to Deskera with. Activities are created in the name of this user.',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			displayOptions: { show: { signIn: ['password'] } },
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Refresh Token',
			name: 'refreshToken',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{ displayName: 'Session Of', name: 'sessionOf', type: 'hidden', default: '' },
	];

	authenticate = tokenRequest;

	/**
	 * n8n calls it when there is no session, when Deskera answered 401, and in each test of the credential; what it gives
	 * is stored with the credential.
	 * @throws Refused with a title that says everything, as the credential's test shows nothing else
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		decrypted: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const credentials = decrypted as IDataObject;
		if (signsIn(credentials)) {
			return await signIns.instead(
				ownerOf(credentials),
				asText(credentials.sessionToken),
				async () => {
					const session = await newSession(this, credentials);
					await checkAddress(this, credentials, session.sessionToken);
					return session;
				},
			);
		}
		if (otherOf(credentials) === undefined) return {};
		await checkAddress(this, credentials, filled(credentials.token, 'Token'));
		return { sessionToken: CHECKED, refreshToken: '', sessionOf: '' };
	}

	test: ICredentialTestRequest = {
		request: { url: ACTIVITIES },
		rules: testRules(
			{
				401:
					'Deskera does not accept the token. Check Token (it may have expired: sign in again ' +
					'and copy the new one) and Environment.',
				403: 'Deskera accepts the sign-in, but this user may not read CRM activities. Use a user with access to CRM.',
				404: 'There are no CRM activities at this address. Check Environment: try the other production address.',
				410: 'There are no CRM activities at this address. Check Environment: try the other production address.',
			},
			[
				{
					key: 'data',
					value: undefined,
					message: 'Whatever answered at this address is not Deskera. Check Environment or Host.',
				},
			],
		),
	};
}
