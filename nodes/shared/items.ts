import type { IExecuteFunctions } from 'n8n-workflow';
import { InvalidInput } from './errors';
import type { Reader } from './fields';
import type { ItemIndex } from './operation';
import { isObject } from './values';

/**
 * The input items of a run as operations may see them: their parameters and their files. A parameter without an expression
 * is the same for all of them; looking one up takes n8n longer than the rest of an item, so it is done once.
 */
export function itemReaders(context: IExecuteFunctions): (itemIndex: ItemIndex) => Reader {
	const items = context.getInputData();
	const zone = context.getTimezone();
	const fixed = new Map<string, unknown>();
	const perItem = new Set<string>();
	const parameter = (name: string, itemIndex: ItemIndex): unknown => {
		if (fixed.has(name)) return fixed.get(name);
		const value = context.getNodeParameter(name, itemIndex, null) as unknown;
		if (perItem.has(name)) return value;
		if (hasExpression(context.getNodeParameter(name, itemIndex, null, { rawExpressions: true }))) perItem.add(name);
		else fixed.set(name, value);
		return value;
	};
	return (itemIndex) => ({
		itemIndex,
		zone,
		get input() {
			return items[itemIndex].json;
		},
		raw: (name) => parameter(name, itemIndex),
		async file(binaryProperty) {
			const found = items[itemIndex].binary?.[binaryProperty];
			if (found === undefined) {
				throw new InvalidInput(`The item has no binary field "${binaryProperty}"`, 'Check the name under the Binary tab of the input, or add a node before this one that loads the file.');
			}
			const content = await context.helpers.getBinaryDataBuffer(itemIndex, binaryProperty);
			return { fileName: found.fileName ?? binaryProperty, mimeType: found.mimeType, base64: content.toString('base64') };
		},
	});
}

/** n8n takes a text that begins with an equals sign for an expression, wherever in a parameter it stands. */
function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	if (Array.isArray(raw)) return raw.some(hasExpression);
	return isObject(raw) && Object.entries(raw).some(([name, inner]) => name.startsWith('=') || hasExpression(inner));
}
