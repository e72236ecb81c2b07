import { InvalidInput } from '../../shared/contract/errors';
import { rows } from '../../shared/form/entries';
import { choice, collection, integer, required, text } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { asNumber, asObject, defined } from '../../shared/text/unknownJson';
import { batch } from '../bulk';
import { callId, cost } from './fields';
import { transcribed } from './requests';

const SIDES = [
	{ name: 'Client', value: 'Client' },
	{ name: 'User', value: 'User' },
] as const;

export const attachTranscript = multiStep({
	value: 'attachTranscript',
	name: 'Attach Transcript',
	action: 'Attach transcript to a call',
	description: 'Add a transcript to a finished call',
	effect: 'write',
	writes: 'new',
	fields: {
		callId: required(callId),
		lines: required(
			rows('Lines', 'Line', {
				side: choice<'Client' | 'User'>('Speaker', SIDES, { fallback: 'User' }),
				from: required(integer('From Second', { min: 0 })),
				to: required(integer('To Second', { min: 1, fallback: 10 })),
				text: text('Text', { rows: 2 }),
			}),
		),
		additionalFields: collection('Additional Fields', cost),
	},
	records: ({ callId: id }) => [id],
	*steps({ callId: id, lines, additionalFields }) {
		const transcript = { MESSAGES: lines.map(lineBody), ...defined(additionalFields) };
		const { TRANSCRIPT_ID } = asObject(yield* transcribed(id, transcript));
		return { id, transcriptId: asNumber(TRANSCRIPT_ID), lines: lines.length };
	},
	bulk: batch,
});

interface Line {
	readonly side?: 'Client' | 'User';
	readonly from: number;
	readonly to: number;
	readonly text?: string;
}

/** @throws InvalidInput for a line without text, and for one that ends before it begins */
function lineBody({ side = 'User', from, to, text: said }: Line, index: number) {
	if (said === undefined)
		throw new InvalidInput(
			`"Text" of line ${index + 1} is empty`,
			'Fill it in, or remove the line.',
		);
	if (to < from)
		throw new InvalidInput(
			`"To Second" of line ${index + 1} is ${to}, which is before "From Second" ${from}`,
			'Give both in seconds from the beginning of the call.',
		);
	return { SIDE: side, START_TIME: from, STOP_TIME: to, MESSAGE: said };
}
