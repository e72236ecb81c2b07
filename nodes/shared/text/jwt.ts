import type { IDataObject } from 'n8n-workflow';
import { asObject } from './unknownJson';

/** What a JSON web token says, unchecked; empty where the text is none. */
export function payloadOf(jwt: string): IDataObject {
	try {
		const payload: unknown = JSON.parse(
			Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'),
		);
		return asObject(payload);
	} catch {
		return {};
	}
}
