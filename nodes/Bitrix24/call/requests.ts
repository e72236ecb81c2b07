import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import type { FileContent } from '../../shared/contract/files';
import { about } from '../../shared/http/proof';
import { asNumber, asObject, asText } from '../../shared/text/unknownJson';
import { codeAt, idAt } from '../answerProofs';
import { recordOfWord } from '../relatedRecords';
import { method, methodWithFiles, resultOf } from '../vendor';

/** Calls of telephony.*; docs/contracts/bitrix24.md section 2.12. */

export function register(body: IDataObject): RequestSpec {
	return method('telephony.externalCall.register', body, 'write', codeAt('CALL_ID'));
}

export function finish(callId: string, body: IDataObject): RequestSpec {
	return method(
		'telephony.externalCall.finish',
		{ CALL_ID: callId, ...body },
		'write',
		about(callId, codeAt('CALL_ID')),
	);
}

/** @param record a file, or the address where Bitrix24 fetches it */
export function attachRecord(callId: string, record: FileContent | string): RequestSpec {
	const name = 'telephony.externalCall.attachRecord';
	const proof = idAt('FILE_ID');
	return typeof record === 'string'
		? method(name, { CALL_ID: callId, RECORD_URL: record }, 'write', proof)
		: methodWithFiles(
				name,
				{ CALL_ID: callId, FILENAME: record.fileName, FILE_CONTENT: record },
				'write',
				proof,
			);
}

export function fileIdOf(body: unknown): number | undefined {
	return asNumber(asObject(resultOf(body)).FILE_ID);
}

/** What registering a call says of it. */
export function registered(body: unknown): { readonly id: string; readonly client: IDataObject } {
	const { CALL_ID, CRM_ENTITY_TYPE, CRM_ENTITY_ID } = asObject(resultOf(body));
	return { id: asText(CALL_ID), client: clientOf(CRM_ENTITY_TYPE, CRM_ENTITY_ID) };
}

/** The CRM record of a call. */
export function clientOf(type: unknown, id: unknown): IDataObject {
	return { relatedTo: recordOfWord(type, id) };
}
