import { InvalidInput } from '../../shared/contract/errors';
import { trimmed } from '../../shared/form/blank';
import { choice, required, text, when } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { batch } from '../bulk';
import { callId } from './fields';
import { recording, recordingIn } from './recording';
import { attachRecord, fileIdOf } from './requests';

const SOURCES = [
	{ name: 'Input File', value: 'file' },
	{ name: 'URL', value: 'url', description: 'Bitrix24 downloads the file itself' },
] as const;

export const attachRecording = multiStep({
	value: 'attachRecording',
	name: 'Attach Recording',
	action: 'Attach recording to a call',
	description: 'Add the recording to a finished call. It replaces the current one.',
	effect: 'write',
	fields: {
		callId: required(callId),
		source: choice('Recording From', SOURCES, { fallback: 'file' }),
		recording: when(recording, { source: ['file'] }),
		url: when(text('URL', { placeholder: 'e.g. https://phone.example.com/records/4711.mp3' }), {
			source: ['url'],
		}),
	},
	records: ({ callId: id }) => [id],
	*steps({ callId: id, source, recording: names, url }, _options, item) {
		const record = source === 'url' ? safeUrl(url) : recordingIn(names, item);
		if (record === undefined)
			throw new InvalidInput('"Recording" is empty', 'Name the binary field that holds the file.');
		return { id, recordingId: fileIdOf(yield attachRecord(id, record)) };
	},
	bulk: batch,
});

/** @throws InvalidInput for what is no web address, and for none */
function safeUrl(given = ''): string {
	const url = trimmed(given);
	if (url === '') throw new InvalidInput('"URL" is empty', 'Give the whole address of the file.');
	if (!/^https?:\/\/[^\s/]+\//i.test(url))
		throw new InvalidInput(
			`"URL" can't be "${url.slice(0, 60)}"`,
			'Give the whole address of the file, which Bitrix24 can reach.',
		);
	return url;
}
