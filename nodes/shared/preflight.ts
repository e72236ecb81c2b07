import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { InvalidInput, stopped, toInputError } from './errors';
import type { Reader } from './fields';
import { itemReaders } from './items';
import type { Confirmation, Operation, Resource, Vendor } from './operation';
import { readRunSettings, type RunSettings } from './options';

/**
 * What has to be clear before the first item: which operation, with which settings, and whether it may run at all.
 * @throws NodeOperationError; nothing was sent
 */
export function prepared(context: IExecuteFunctions, vendor: Vendor, resources: readonly Resource[]): { readonly operation: Operation; readonly settings: RunSettings } {
	const operation = chosenOperation(context, resources);
	try {
		const settings = readRunSettings(operation, itemReaders(context)(0));
		checkCredential(context, vendor, operation);
		if (!settings.preview) checkConfirmed(context, operation);
		return { operation, settings };
	} catch (cause) {
		throw cause instanceof InvalidInput ? toInputError(context.getNode(), cause, 0) : stopped(context.getNode(), cause);
	}
}

function chosenOperation(context: IExecuteFunctions, resources: readonly Resource[]): Operation {
	const resourceName = context.getNodeParameter('resource', 0);
	const operationName = context.getNodeParameter('operation', 0);
	const operation = resources.find(({ value }) => value === resourceName)?.operations.find(({ value }) => value === operationName);
	if (operation === undefined) {
		throw new NodeOperationError(context.getNode(), `There is no operation "${String(operationName)}" for "${String(resourceName)}"`, { description: 'Pick resource and operation again. The workflow may have been made with a newer version of this node.' });
	}
	return operation;
}

/** @throws InvalidInput: no item could go through, so the run does not begin */
function checkCredential(context: IExecuteFunctions, vendor: Vendor, { needs }: Operation): void {
	if (needs === undefined || vendor.credentialOf(context.getNode()) === needs.credential) return;
	throw new InvalidInput(needs.message, needs.advice);
}

/** @throws InvalidInput when more records would be changed than the user has allowed */
function checkConfirmed(context: IExecuteFunctions, { confirm }: Operation): void {
	if (confirm === undefined) return;
	const readerOf = itemReaders(context);
	const readers = context.getInputData().map((_item, index) => readerOf(index));
	const records = new Set(readers.flatMap((reader) => recordsOf(confirm, reader)));
	if (records.size <= confirm.above || confirm.given(readers[0])) return;
	const { message, advice } = confirm.refusal(records.size);
	throw new InvalidInput(message, advice);
}

/** An item that can't be read changes nothing; it gets its own error later. */
function recordsOf(confirm: Confirmation, reader: Reader): readonly unknown[] {
	try {
		return confirm.records(reader);
	} catch {
		return [];
	}
}
