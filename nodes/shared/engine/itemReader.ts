import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { InvalidInput } from '../contract/errors';
import type { Reader, ItemIndex } from '../contract/field';
import { FileContent } from '../contract/files';
import type { FoundRecords } from '../contract/people';
import { dateFormatIn } from '../form/dateFormat';
import { fingerprint } from '../secrets/compareSecrets';
import { isObject, wellFormed, withoutSaidNulls } from '../text/unknownJson';
import { fileNameOf, refuseEmpty } from './inputFile';
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
	const run = new RunInput(context, records);
	return (itemIndex) => new ItemReader(run, itemIndex);
}

/** What all items of a run share. */
class RunInput {
	readonly items: ReturnType<IExecuteFunctions['getInputData']>;
	readonly zone: string;
	readonly dateFormat: string | undefined;
	readonly byAgent: boolean;
	private readonly fixed = new Map<string, unknown>();
	private readonly perItem = new Map<string, { readonly given: boolean }>();
	private name: string | undefined;

	constructor(
		readonly context: IExecuteFunctions,
		readonly records: FoundRecords,
	) {
		this.items = context.getInputData();
		this.zone = context.getTimezone();
		this.dateFormat = dateFormatIn(context.getNodeParameter('options', 0, {}));
		this.byAgent = isTool(context);
	}

	/** The same at each try of the run, and for no other. */
	get run(): string {
		this.name ??= runOf(this.context);
		return this.name;
	}

	parameter(name: string, itemIndex: ItemIndex): unknown {
		if (this.fixed.has(name)) return this.fixed.get(name);
		const value = wellFormed(this.context.getNodeParameter(name, itemIndex, null));
		if (this.perItem.has(name)) return this.told(value);
		const raw = this.context.getNodeParameter(name, 0, null, { rawExpressions: true }) as unknown;
		if (!hasExpression(raw)) {
			this.fixed.set(name, value);
			return value;
		}
		this.perItem.set(name, { given: isExpression(raw) });
		return this.told(value);
	}

	/** What an expression gives; a model says `null` in words where it has no value. */
	private told(value: unknown): unknown {
		return this.byAgent ? withoutSaidNulls(value) : value;
	}

	given(name: string): boolean {
		return this.perItem.get(name)?.given === true;
	}
}

/** One item. A run keeps one for each of its items, so that it holds nothing but its number. */
class ItemReader implements Reader {
	constructor(
		private readonly of: RunInput,
		readonly itemIndex: ItemIndex,
	) {}

	get zone(): string {
		return this.of.zone;
	}

	get dateFormat(): string | undefined {
		return this.of.dateFormat;
	}

	get records(): FoundRecords {
		return this.of.records;
	}

	get byAgent(): boolean {
		return this.of.byAgent;
	}

	get mark(): string {
		const place = this.itemIndex.toString(16).padStart(MARK_PLACE, '0');
		return `n8n-${this.of.run.slice(0, MARK_LENGTH - MARK_PLACE)}${place}`;
	}

	get input(): IDataObject {
		return wellFormed(this.of.items[this.itemIndex].json) as IDataObject;
	}

	raw(name: string): unknown {
		return this.of.parameter(name, this.itemIndex);
	}

	given(name: string): boolean {
		return this.of.given(name);
	}

	madeUp(): boolean {
		return false;
	}

	file(binaryProperty: string, label: string): FileContent {
		const { context, items } = this.of;
		const binary = items[this.itemIndex].binary ?? {};
		const found = Object.hasOwn(binary, binaryProperty) ? binary[binaryProperty] : undefined;
		if (found === undefined) {
			throw new InvalidInput(
				`"${label}": the item has no binary field "${binaryProperty}"`,
				'Check the name under the Binary tab of the input, or add a node before this one that loads the file.',
			);
		}
		const content = async () =>
			(await context.helpers.getBinaryDataBuffer(this.itemIndex, binaryProperty)).toString(
				'base64',
			);
		const name = fileNameOf(found, binaryProperty);
		refuseEmpty(found, name, label);
		return new FileContent(name, found.mimeType, content);
	}
}

/** Digits of a mark: of its run, and then of the item's place in it. */
const MARK_LENGTH = 32;
const MARK_PLACE = 8;

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
