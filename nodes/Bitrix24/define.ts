import type { IDataObject } from 'n8n-workflow';
import { operation } from '../shared/define';
import { Refused } from '../shared/errors';
import type { Form, Reader, Values } from '../shared/fields';
import type { CredentialNeed, Effect, Operation, Result } from '../shared/operation';
import { asObject } from '../shared/values';
import { batch } from './batch';
import { method, resultOf } from './vendor';

interface CallDefinition<F extends Form> {
	readonly value: string;
	readonly name: string;
	readonly action: string;
	readonly description: string;
	readonly effect: Effect;
	readonly fields: F;
	readonly method: string;
	/** Parameters by Bitrix24's names, in the documented order: some methods count them instead of reading names. */
	readonly parameters: (values: Values<F>, item: Reader) => object | Promise<object>;
	/** @param result the answer's `result` */
	readonly output: (result: unknown, values: Values<F>, parameters: IDataObject) => Result;
	readonly simplify?: (record: IDataObject) => IDataObject;
	readonly needs?: CredentialNeed;
}

/** Some methods answer false instead of a refusal. @throws Refused */
function done(result: unknown): unknown {
	if (result === false) throw new Refused({ kind: 'invalid', title: 'Bitrix24 did not do it and gave no reason', advice: 'Check the IDs, and what the user of the credential may do with the record.' });
	return result;
}

/** An operation that is one REST method; up to 50 items travel in one batch. */
export function call<F extends Form>({ method: name, parameters, output, ...rest }: CallDefinition<F>): Operation {
	return operation<F>({
		...rest,
		request: async (values, _options, item) => method(name, await parameters(values, item), rest.effect),
		output: (body, { body: sent }, values) => output(done(resultOf(body)), values, asObject(sent)),
		bulk: batch,
	});
}
