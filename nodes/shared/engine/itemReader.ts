import type { IExecuteFunctions } from 'n8n-workflow';
import { InvalidInput } from '../contract/errors';
import type { Reader, ItemIndex } from '../contract/field';
import { FileContent } from '../contract/files';
import type { FoundRecords } from '../contract/people';
import { dateFormatIn } from '../form/dateFormat';
import { fingerprint } from '../secrets/compareSecrets';
import { isObject, wellFormed } from '../text/unknownJson';
import { isTool } from './outcomes';

/**
 * The input items of a run as operations may see them: their parameters and their files. Everything that comes in from
 * n8n comes through here, and is made well-formed. A parameter without an expression is the same for all items; looking
 * one up takes n8n longer than the rest of an item, so it is done once.
 */
export function itemReaders(
	context: IExecuteFunctions,
	records: FoundRecords,
): (itemIndex: ItemIndex) => Reader {
	const items = context.getInputData();
	const zone = context.getTimezone();
	const dateFormat = dateFormatIn(context.getNodeParameter('options', 0, {}));
	const byAgent = isTool(context);
	const fixed = new Map<string, unknown>();
	let run: string | undefined;
	const perItem = new Map<string, { readonly given: boolean }>();
	const rawOf = (name: string) =>
		context.getNodeParameter(name, 0, null, { rawExpressions: true }) as unknown;
	const parameter = (name: string, itemIndex: ItemIndex): unknown => {
		if (fixed.has(name)) return fixed.get(name);
		const value = wellFormed(context.getNodeParameter(name, itemIndex, null));
		if (perItem.has(name)) return value;
		const raw = rawOf(name);
		if (hasExpression(raw)) perItem.set(name, { given: isExpression(raw) });
		else fixed.set(name, value);
		return value;
	};
	return (itemIndex) => ({
		itemIndex,
		zone,
		dateFormat,
		records,
		byAgent,
		get mark() {
			const whole = fingerprint((run ??= runOf(context)), String(itemIndex));
			return `n8n-${whole.slice(0, MARK_LENGTH)}`;
		},
		get input() {
			return wellFormed(items[itemIndex].json) as (typeof items)[number]['json'];
		},
		raw: (name) => parameter(name, itemIndex),
		given: (name) => perItem.get(name)?.given === true,
		madeUp: () => false,
		file(binaryProperty) {
			const found = items[itemIndex].binary?.[binaryProperty];
			if (found === undefined) {
				throw new InvalidInput(
					`The item has no binary field "${binaryProperty}"`,
					'Check the name under the Binary tab of the input, or add a node before this one that loads the file.',
				);
			}
			const content = async () =>
				(await context.helpers.getBinaryDataBuffer(itemIndex, binaryProperty)).toString('base64');
			return new FileContent(
				String(wellFormed(found.fileName ?? binaryProperty)),
				found.mimeType,
				content,
			);
		},
	});
}

const MARK_LENGTH = 32;

/** n8n's own tries of a node have the same execution; each turn of a loop has a run of its own. */
function runOf(context: IExecuteFunctions): string {
	const { $runIndex } = context.getWorkflowDataProxy(0);
	const { id } = context.getNode();
	return fingerprint(context.getExecutionId(), id, String($runIndex));
}

/**
 * Parameters of the run itself that must not differ from item to item.
 * @param parameter name of a collection
 * @returns names of the options in it that hold an expression
 */
export function optionsWithExpression(context: IExecuteFunctions, parameter: string): string[] {
	const raw: unknown = context.getNodeParameter(parameter, 0, {}, { rawExpressions: true });
	return isObject(raw)
		? Object.keys(raw).filter((name) => hasExpression(raw[name]) || wasExpression(raw[name]))
		: [];
}

/** n8n takes the equals sign away where a parameter takes no expression, and leaves the rest as it stands. */
function wasExpression(raw: unknown): boolean {
	return typeof raw === 'string' && /^\s*\{\{/.test(raw);
}

/** n8n takes a text that begins with an equals sign for an expression. */
function isExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return isObject(raw) && '__rl' in raw && isExpression(raw.value);
}

/** The same, wherever in a parameter it stands. */
function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	if (Array.isArray(raw)) return raw.some(hasExpression);
	return (
		isObject(raw) &&
		Object.entries(raw).some(([name, inner]) => name.startsWith('=') || hasExpression(inner))
	);
}
