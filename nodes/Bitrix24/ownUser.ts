import { asObject, asText } from '../shared/text/unknownJson';
import { ANSWERED } from './answerProofs';
import { method, resultOf } from './vendor';

/** The user of the credential. It needs no scope (docs/contracts/bitrix24.md section 1.4). */
export const OWN_USER = method('profile', {}, 'read', ANSWERED);

/** @param body of the answer to `OWN_USER` @returns an empty text where it names nobody */
export function ownUserId(body: unknown): string {
	return asText(asObject(resultOf(body)).ID);
}
