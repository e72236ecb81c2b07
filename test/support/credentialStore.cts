/** n8n's credential store, as far as it is not n8n's own code: what a user has typed, in memory. */
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { workflow } from './n8n.cts';
import { loader } from './nodeTypes.cts';

/** What no run needs. */
export const notUsed = async (): Promise<never> => {
	throw new Error('not used');
};

type Values = ICredentialDataDecryptedObject;

/** A credential of the package signs requests by code. */
export type CredentialType = ICredentialType & {
	authenticate(credentials: Values, options: IHttpRequestOptions): Promise<IHttpRequestOptions>;
};

export const credentialType = (name: string): CredentialType =>
	loader.getCredential(name).type as CredentialType;

/** Keeps credentials in memory; authenticates with the package's own credential classes. */
export class CredentialStore extends workflow.ICredentialsHelper {
	constructor(private readonly values: Values) {
		super();
	}

	getParentTypes(name: string): string[] {
		return credentialType(name).extends ?? [];
	}

	async authenticate(
		credentials: Values,
		typeName: string,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return await credentialType(typeName).authenticate(credentials, options);
	}

	/** As n8n: when the expirable property is empty or its session was refused, and what comes back is stored. */
	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: Values,
		typeName: string,
		_node: INode,
		expired: boolean,
	): Promise<Values | undefined> {
		const { properties, preAuthentication } = credentialType(typeName);
		const expirable = properties.find(
			({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable === true,
		)?.name;
		if (
			expirable === undefined ||
			preAuthentication === undefined ||
			!(credentials[expirable] === '' || expired)
		)
			return undefined;
		const output = (await preAuthentication.call(helpers, credentials)) as Values;
		if (output[expirable] === undefined) return undefined;
		Object.assign(this.values, structuredClone(output));
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: Values,
		typeName: string,
	): Promise<Values | undefined> {
		return (await credentialType(typeName).preAuthentication?.call(helpers, credentials)) as
			Values | undefined;
	}

	getCredentials = notUsed;

	/** n8n fills in what was never saved. */
	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_node: INodeCredentialsDetails,
		typeName: string,
	): Promise<Values> {
		const hidden = credentialType(typeName)
			.properties.filter(({ type }) => type === 'hidden')
			.map((property) => [property.name, property.default] as const);
		return { ...Object.fromEntries(hidden), ...structuredClone(this.values) } as Values;
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async updateCredentials(): Promise<void> {}

	/** n8n stores renewed OAuth2 tokens; the test that passed the values sees them. */
	async updateCredentialsOauthTokenData(
		_node: INodeCredentialsDetails,
		_type: string,
		{ oauthTokenData }: Values,
	): Promise<void> {
		Object.assign(this.values, { oauthTokenData: structuredClone(oauthTokenData) });
	}

	getCredentialsProperties(): [] {
		return [];
	}
}
