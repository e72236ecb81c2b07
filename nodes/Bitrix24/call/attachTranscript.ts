import { InvalidInput } from '../../shared/contract/errors';
import { choice, collection, integer, required, rows, text } from '../../shared/form/fields';
import { asNumber, asObject, defined } from '../../shared/text/unknownJson';
import { idAt } from '../answerProofs';
import { call } from '../restMethod';
import { callId, cost } from './fields';

const SIDES = [
	{ name: 'Client', value: 'Client' },
	{ name: 'User', value: 'User' },
] as const;

export const attachTranscript = call({
	value: 'attachTranscript',
	name: 'Attach Transcript',
	action: 'Attach a transcript to a call',
	description: 'Add what was said to a finished call',
	effect: 'write',
	writes: 'new',
	fields: {
		callId: required(callId),
		lines: required(
			rows('Lines', 'Line', {
				side: choice<'Client' | 'User'>('Speaker', SIDES, { fallback: 'User' }),
				from: required(integer('From Second', { min: 0 })),
				to: required(integer('To Second', { min: 1 })),
				text: required(text('Text', { rows: 2 })),
			}),
		),
		additionalFields: collection('Additional Fields', cost),
	},
	records: ({ callId: id }) => [id],
	method: 'telephony.call.attachTranscription',
	// docs/contracts/bitrix24.md section 2.12
	parameters: ({ callId: CALL_ID, lines, additionalFields }) => ({
		CALL_ID,
		MESSAGES: lines.map(({ side, from, to, text: said }) => {
			if (to < from)
				throw new InvalidInput(
					`"To Second" is ${to}, which is before "From Second" ${from}`,
					'Give both in seconds from the beginning of the call.',
				);
			return { SIDE: side ?? 'User', START_TIME: from, STOP_TIME: to, MESSAGE: said };
		}),
		...defined(additionalFields),
	}),
	proof: idAt('TRANSCRIPT_ID'),
	output: (result, { callId: id, lines }) => ({
		id,
		transcriptId: asNumber(asObject(result).TRANSCRIPT_ID),
		lines: lines.length,
	}),
});
