/** What is alike in the credentials, and how each is filled in. */
import type { IHttpRequestOptions } from 'n8n-workflow';
import { CREDENTIALS } from './descriptions.cts';
import type { Row } from './row.cts';
import { filesOf } from './separable.cts';
import { there } from './there.cts';

export { KEY, SECRET } from './keys.cts';

type Values = Readonly<Record<string, string>>;

/** How a credential is filled in. `sent`: the secret of a request that it has made. */
export interface CredentialForm<Filled extends Values = Values> {
	/** The folder of its nodes and the name of its contract. */
	readonly vendor: readonly [folder: string, contract: string];
	/** As a user fills it in. */
	readonly filled: Filled;
	/** Parameters that have to be filled in, by name. */
	readonly labels: Values;
	/** A parameter that stands for the host, and its label. */
	readonly preset?: readonly [name: string, label: string];
	/** What may stand nowhere but where it is sent. */
	readonly secrets: readonly string[];
	/** Of the parameter with the address. */
	readonly label: string;
	/** Parameters for a host as typed. */
	address(host: string): Values;
	/** Where requests of that host go. */
	below(host: string): string;
	sent(request: Authenticated): string | undefined;
	/** The same, with blanks around what was pasted. */
	pad(values: Filled): Values;
}

/** A request that a credential has made. */
export type Authenticated = Omit<IHttpRequestOptions, 'headers'> & {
	readonly headers: Readonly<Record<string, string>>;
};

/** By the names of the credentials: the files in forms/ add theirs. */
export interface CredentialForms {}

export const FORMS = filesOf<CredentialForms & Readonly<Record<string, CredentialForm>>>('forms');

/** What the credential makes of a request. */
export async function authenticated(
	name: string,
	credentials: Row,
	options?: Partial<IHttpRequestOptions>,
): Promise<Authenticated> {
	return (await there(CREDENTIALS[name])
		.make()
		.authenticate(credentials as Record<string, string>, {
			url: '/x',
			headers: {},
			...options,
		})) as Authenticated;
}

/** The error with which the credential refuses to make a request. */
export async function refusal(
	name: string,
	credentials: Row,
	options?: Partial<IHttpRequestOptions>,
): Promise<Error & { readonly advice?: string }> {
	try {
		await authenticated(name, credentials, options);
	} catch (error) {
		return error as Error;
	}
	throw new Error('The request was made');
}
