import { InvalidInput } from '../../shared/contract/errors';
import type { Reader } from '../../shared/contract/field';
import type { FileContent } from '../../shared/contract/files';
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
	if (!/\.(?:mp3|wav)$/i.test(file.fileName))
		throw new InvalidInput(
			`"Recording" can't be the file "${file.fileName}"`,
			'Bitrix24 takes recordings whose names end with .mp3 or .wav.',
		);
	return file;
}
