import type { IDataObject } from 'n8n-workflow';
import type { FindOut, RequestSpec } from '../../shared/contract/call';
import type { FileContent } from '../../shared/contract/files';
import { about, SOME_JSON } from '../../shared/http/proof';
import { isRepeated } from '../../shared/operation/findOut';
import { recordsOf } from '../../shared/operation/paging';
import { asNumber, asObject, asText } from '../../shared/text/unknownJson';
import { codeAt, idAt, listAt } from '../answerProofs';
import { recordOfWord } from '../relatedRecords';
import { method, methodWithFiles, resultOf } from '../vendor';

/** Calls of telephony.*; docs/contracts/bitrix24.md section 2.12. */

export function register(body: IDataObject): RequestSpec {
	const request = method('telephony.externalCall.register', body, 'write', codeAt('CALL_ID'));
	// Within half an hour the same call is taken for the first one.
	return { ...request, findOut: isRepeated(request) };
}

/** Nothing shows whether a call was finished now or before, so that a lost answer leaves that open. */
export function finish(callId: string, body: IDataObject): RequestSpec {
	return method(
		'telephony.externalCall.finish',
		{ CALL_ID: callId, ...body },
		'write',
		about(callId, codeAt('CALL_ID')),
	);
}

/** The same for a call that was just registered, and is not finished yet. */
export function finishNew(callId: string, userId: number, body: IDataObject): RequestSpec {
	return { ...finish(callId, body), findOut: callIsFinished(callId, userId) };
}

/**
 * Only a finished call is in the statistics, and what was finished last is the first there. Without any call of its
 * user they may be hidden from the user of the credential.
 */
function callIsFinished(callId: string, userId: number): FindOut {
	const parameters = { FILTER: { PORTAL_USER_ID: userId }, SORT: 'ID', ORDER: 'DESC' };
	return {
		*answers() {
			const body = yield method('voximplant.statistic.get', parameters, 'read', SOME_JSON);
			const calls = recordsOf(resultOf(body));
			if (calls === undefined || calls.length === 0) return undefined;
			return calls
				.filter(({ CALL_ID }) => asText(CALL_ID) === callId)
				.map((call) => ({ result: call }));
		},
	};
}

/** @param record a file, or the address where Bitrix24 fetches it */
export function attachRecord(callId: string, record: FileContent | string): RequestSpec {
	const name = 'telephony.externalCall.attachRecord';
	const proof = idAt('FILE_ID');
	const request =
		typeof record === 'string'
			? method(name, { CALL_ID: callId, RECORD_URL: record }, 'write', proof)
			: methodWithFiles(
					name,
					{ CALL_ID: callId, FILENAME: record.fileName, FILE_CONTENT: record },
					'write',
					proof,
				);
	// The same recording takes its own place.
	return { ...request, findOut: isRepeated(request) };
}

/**
 * A transcript for a finished call. Which one a call has, the statistics tell, so they are read before: another one
 * then is the new one. Who may not see them does without.
 */
export function* transcribed(
	callId: string,
	transcript: IDataObject,
): Generator<RequestSpec, unknown, unknown> {
	const read = method(
		'voximplant.statistic.get',
		{ FILTER: { CALL_ID: callId } },
		'read',
		listAt(),
	);
	const transcriptIn = (body: unknown) => {
		const call = recordsOf(resultOf(body))?.find(({ CALL_ID }) => asText(CALL_ID) === callId);
		return call && (asNumber(call.TRANSCRIPT_ID) ?? 0);
	};
	const before = transcriptIn(yield { ...read, mayBeDenied: true });
	const findOut: FindOut = {
		*answers() {
			const present = transcriptIn(yield read);
			if (before === undefined || present === undefined) return undefined;
			return present === before ? [] : [{ result: { TRANSCRIPT_ID: present } }];
		},
	};
	const proof = idAt('TRANSCRIPT_ID');
	const sent = { CALL_ID: callId, ...transcript };
	return resultOf(
		yield { ...method('telephony.call.attachTranscription', sent, 'write', proof), findOut },
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
