import type { IExecuteFunctions } from 'n8n-workflow';
import { InvalidInput } from './errors';
import type { Reader } from './fields';
import type { ItemIndex } from './operation';

/** One input item as an operation may see it: its parameters and its files. */
export function itemReader(context: IExecuteFunctions, itemIndex: ItemIndex): Reader {
	return {
		itemIndex,
		zone: context.getTimezone(),
		get input() {
			return context.getInputData()[itemIndex].json;
		},
		raw: (name) => context.getNodeParameter(name, itemIndex, null) as unknown,
		async file(binaryProperty) {
			const found = context.getInputData()[itemIndex].binary?.[binaryProperty];
			if (found === undefined) {
				throw new InvalidInput(`The item has no binary field "${binaryProperty}"`, 'Check the name under the Binary tab of the input, or add a node before this one that loads the file.');
			}
			const content = await context.helpers.getBinaryDataBuffer(itemIndex, binaryProperty);
			return { fileName: found.fileName ?? binaryProperty, mimeType: found.mimeType, base64: content.toString('base64') };
		},
	};
}
