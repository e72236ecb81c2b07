import { InvalidInput } from '../../shared/errors';
import type { Reader } from '../../shared/fields';
import type { RequestSpec } from '../../shared/operation';
import { asObject, asText } from '../../shared/values';
import { method, resultOf } from '../vendor';

/**
 * Uploads files to a Drive and gives their ids as tasks want them: `n123`. Tasks take no base64 (vendors/bitrix24.md section 3.4).
 * @throws InvalidInput without a Drive
 */
export async function* uploads(binaryProperties: readonly string[] | undefined, storage: number | undefined, item: Reader): AsyncGenerator<RequestSpec, string[], unknown> {
	const ids: string[] = [];
	for (const name of binaryProperties ?? []) {
		if (storage === undefined) throw new InvalidInput('"Drive" is empty', 'Pick the Drive where the files are stored.');
		const { fileName, base64 } = await item.file(name);
		const uploaded = asObject(resultOf(yield method('disk.storage.uploadfile', { id: storage, data: { NAME: fileName }, fileContent: [fileName, base64], generateUniqueName: true }, 'write')));
		ids.push(`n${asText(uploaded.ID)}`);
	}
	return ids;
}
