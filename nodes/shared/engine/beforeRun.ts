import type { IExecuteFunctions } from 'n8n-workflow';
import { InvalidInput } from '../contract/errors';
import type { Reader } from '../contract/field';
import type { Confirmation, Operation, Resource } from '../contract/operation';
import { LookUpFirst } from '../contract/people';
import type { Vendor } from '../contract/vendor';
import { readRunSettings, runForms, type RunSettings } from '../form/runOptions';
import { itemReaders, optionsWithExpression } from './itemReader';
import { RunLookUps } from './runLookUps';

/** What a run is made with. */
interface Prepared {
	readonly operation: Operation;
	readonly settings: RunSettings;
}

/**
 * What has to be clear before the first item: which operation, with which settings, and whether it may run at all.
 * @throws InvalidInput; nothing was sent
 */
export function prepared(
	context: IExecuteFunctions,
	vendor: Vendor,
	resources: readonly Resource[],
): Prepared {
	const operation = chosenOperation(context, resources);
	checkOptions(context, operation);
	const settings = readRunSettings(operation, itemReaders(context, nothingYet())(0));
	checkCredential(context, vendor, operation);
	if (!settings.preview) checkConfirmed(context, operation);
	return { operation, settings };
}

function chosenOperation(context: IExecuteFunctions, resources: readonly Resource[]): Operation {
	const resourceName = context.getNodeParameter('resource', 0);
	const resource = resources.find(({ value }) => value === resourceName);
	if (resource === undefined) throw unknown(`There is no resource "${String(resourceName)}"`);
	// An unknown resource has no operation in n8n, so it is asked for behind it.
	const operationName = context.getNodeParameter('operation', 0, '');
	const operation = resource.operations.find(({ value }) => value === operationName);
	if (operation === undefined)
		throw unknown(`There is no operation "${String(operationName)}" for "${String(resourceName)}"`);
	return operation;
}

function unknown(title: string): InvalidInput {
	return new InvalidInput(
		title,
		'Pick resource and operation again. The workflow may have been created with a newer ' +
			'version of this node.',
	);
}

/** Options of the run hold for all items, so they can't differ from item to item. @throws InvalidInput */
function checkOptions(context: IExecuteFunctions, operation: Operation): void {
	const wrong = Object.entries(runForms(operation))
		.flatMap(([parameter, form]) =>
			optionsWithExpression(context, parameter).map((name) => form[name]?.property(name)),
		)
		.find((property) => property?.noDataExpression === true);
	if (wrong !== undefined)
		throw new InvalidInput(
			`"${wrong.displayName}" can't be an expression`,
			'It holds for all items of a run. Enter a fixed value.',
		);
}

/** @throws InvalidInput: no item could go through, so the run does not begin */
function checkCredential(context: IExecuteFunctions, vendor: Vendor, { needs }: Operation): void {
	if (needs === undefined || vendor.credentialOf(context.getNode()) === needs.credential) return;
	throw new InvalidInput(needs.message, needs.advice);
}

/** @throws InvalidInput when more records would be changed than the user has allowed */
function checkConfirmed(context: IExecuteFunctions, { confirm }: Operation): void {
	if (confirm === undefined) return;
	const readerOf = itemReaders(context, nothingYet());
	const readers = context.getInputData().map((_item, index) => readerOf(index));
	const records = new Set(readers.flatMap((reader) => recordsOf(confirm, reader)));
	if (records.size <= confirm.above || confirm.given(readers[0])) return;
	const { message, advice } = confirm.refusal(records.size);
	throw new InvalidInput(message, advice);
}

/** An item that can't be read changes nothing; it gets its own error later. One that needs a look-up is one record. */
function recordsOf(confirm: Confirmation, reader: Reader): readonly unknown[] {
	try {
		return confirm.records(reader);
	} catch (cause) {
		return cause instanceof LookUpFirst ? [`item ${reader.itemIndex}`] : [];
	}
}

/** Before the first item nothing was looked up. */
function nothingYet(): RunLookUps {
	return new RunLookUps('error', true);
}
