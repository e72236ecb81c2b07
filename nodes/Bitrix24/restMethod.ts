import type { IDataObject } from 'n8n-workflow';
import type { Effect, FindOut, Proof, RequestSpec } from '../shared/contract/call';
import type { Form, Reader, Values } from '../shared/contract/field';
import type { CredentialNeed, Operation, Result } from '../shared/contract/operation';
import { about } from '../shared/http/proof';
import { operation, type Writes } from '../shared/operation/define';
import type { AddressBook } from '../shared/operation/portablePeople';
import { asObject } from '../shared/text/unknownJson';
import { batch } from './bulk';
import { method, methodWithFiles, resultOf } from './vendor';

interface CallDefinition<F extends Form> {
	readonly value: string;
	readonly name: string;
	readonly action: string;
	readonly description: string;
	readonly effect: Effect;
	readonly writes?: Writes;
	/** Keys of the records that an item changes. */
	readonly records?: (values: Values<F>) => readonly unknown[];
	readonly fields: F;
	readonly method: string;
	/** Parameters by Bitrix24's names, in the documented order: some methods count them instead of reading names. */
	readonly parameters: (values: Values<F>, item: Reader) => object;
	/** Names of the binary fields whose contents stand among the parameters. */
	readonly files?: (values: Values<F>) => readonly string[] | null | undefined;
	readonly proof: Proof;
	/** The ID of the record that is read or changed: an answer about another one is no answer. */
	readonly about?: (values: Values<F>) => unknown;
	/** How it is found out whether a write was carried out. */
	readonly findOut?: (
		values: Values<F>,
		parameters: object,
		request: RequestSpec,
	) => FindOut | undefined;
	/** @param result the answer's `result` */
	readonly output: (result: unknown, values: Values<F>, parameters: IDataObject) => Result;
	readonly simplify?: (record: IDataObject) => IDataObject;
	/** Who knows the names of users of whom the simplified output has the IDs. */
	readonly addresses?: AddressBook;
	readonly needs?: CredentialNeed;
	/** Takes something away that can't be brought back: an AI agent must confirm it. */
	readonly isDestructive?: (values: Values<F>) => boolean;
}

/** An operation that is one REST method; up to 50 items travel in one batch. */
export function restMethod<F extends Form>({
	method: name,
	parameters,
	files,
	proof,
	about: asked,
	findOut,
	output,
	...rest
}: CallDefinition<F>): Operation {
	return operation<F>({
		...rest,
		request(values, _options, item) {
			const send = (files?.(values) ?? []).length === 0 ? method : methodWithFiles;
			const sent = parameters(values, item);
			const request = send(name, sent, rest.effect, about(asked?.(values), proof));
			return { ...request, findOut: findOut?.(values, sent, request) };
		},
		output: (body, { body: sent }, values) => output(resultOf(body), values, asObject(sent)),
		bulk: batch,
	});
}
