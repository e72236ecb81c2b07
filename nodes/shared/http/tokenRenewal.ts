import type { Problem } from '../contract/call';
import { joined } from '../text/sentences';
import { asObject, asText, isObject } from '../text/unknownJson';
import { causesOf } from './thrownByN8n';

/** Codes of n8n's OAuth2 client: the authorization server said no, or something that is no answer. */
const REFUSED = 'EAUTH';
const SENSELESS = 'ESTATUS';
/** n8n's own words where there is no token to begin with, and where the one there is was revoked. */
const NOT_CONNECTED =
	/^(?:OAuth credentials not connected$|The credential .* needs to be reconnected\.$)/;

/**
 * What went wrong before n8n had a token to call with. n8n renews OAuth2 tokens on the way, after the vendor refused
 * the old one; so the call itself was not carried out, whatever happened at the authorization server.
 * @param thrown what n8n threw for the call
 * @param tokenUrl where tokens are renewed; empty without OAuth2
 * @returns undefined when the call itself failed
 */
export function renewalProblem(
	vendor: string,
	thrown: unknown,
	tokenUrl: string,
): Problem | undefined {
	for (const cause of causesOf(thrown).filter(isObject)) {
		const { failure, code, message, config } = cause;
		if (
			asObject(failure).cause === 'credential-invalid' ||
			code === REFUSED ||
			NOT_CONNECTED.test(asText(message))
		) {
			const says = code === REFUSED ? `The authorization server says: ${asText(message)}` : '';
			return {
				kind: 'auth',
				title: `The credential is not connected to ${vendor}`,
				advice: joined(
					'Open the credential, check Client ID and Client Secret, and connect again.',
					says,
				),
			};
		}
		if (code === SENSELESS || (tokenUrl !== '' && asObject(config).url === tokenUrl)) {
			return {
				kind: 'unreachable',
				title: `The access to ${vendor} could not be renewed`,
				advice:
					'Nothing was sent. The authorization server could not be reached or is under ' +
					'maintenance; run it again later.',
			};
		}
	}
	return undefined;
}
