import { InvalidInput } from '../../shared/contract/errors';
import type { Reader } from '../../shared/contract/field';
import { FileContent } from '../../shared/contract/files';
import { files } from '../../shared/form/fields';

export const recording = files(
	'Recording',
	'A WAV or MP3 file of the input item with the recording of the call',
);

/** The one file that a recording is. @throws InvalidInput for several files, and for other formats */
export function recordingIn(
	names: readonly string[] | undefined,
	item: Reader,
): FileContent | undefined {
	if (names === undefined) return undefined;
	if (names.length > 1)
		throw new InvalidInput(
			`"Recording" names ${names.length} files`,
			'A call has one recording. Name one binary field.',
		);
	const file = item.file(names[0], 'Recording');
	const name = named(file);
	if (!/\.(?:mp3|wav)$/i.test(name))
		throw new InvalidInput(
			`"Recording" can't be the file "${name}"`,
			'Bitrix24 takes recordings whose names end with .mp3 or .wav.',
		);
	return new FileContent(name, file.mimeType, file.base64);
}

const ENDINGS: Readonly<Record<string, string | undefined>> = {
	'audio/mp3': '.mp3',
	'audio/mpeg': '.mp3',
	'audio/vnd.wave': '.wav',
	'audio/wav': '.wav',
	'audio/wave': '.wav',
	'audio/x-wav': '.wav',
};

/** With the ending of its kind where the name has none, or the one that n8n makes of `audio/mpeg`. */
function named({ fileName, mimeType }: FileContent): string {
	const name = fileName.replace(/\.mpga$/i, '');
	return /\.\w{2,4}$/.test(name) ? fileName : name + (ENDINGS[mimeType] ?? '');
}
