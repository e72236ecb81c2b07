import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Field } from '../../shared/contract/field';
import { isBlank } from '../../shared/form/blank';
import { json } from '../../shared/form/fields';
import { refuseInvalid } from '../../shared/form/strictTypes';
import { fromJson, invalidIn } from '../../shared/text/unknownJson';

const LABEL = 'Parameters (JSON)';

/**
 * Parameters of any method: by their names, or a list for methods that count them
 * (docs/contracts/bitrix24.md section 2.9).
 */
export function anyParameters(
	looks: { readonly default?: string; readonly description?: string } = {},
): Field<IDataObject | unknown[] | undefined> {
	const named = json(LABEL, looks);
	return {
		...named,
		read(raw, place) {
			if (isBlank(raw)) return named.read(raw, place);
			const value = typeof raw === 'string' ? fromJson(raw) : raw;
			if (!Array.isArray(value)) return named.read(raw, place);
			refuseInvalid(invalidIn(value), LABEL);
			return value;
		},
	};
}

/** @throws InvalidInput for a list, as methods of REST 3.0 know names only (section 2.10) */
export function namedParameters(parameters: IDataObject | unknown[]): IDataObject {
	if (!Array.isArray(parameters)) return parameters;
	throw new InvalidInput(
		`"${LABEL}" is a list`,
		'Methods of REST 3.0 have named parameters. Write them as { "name": value }.',
	);
}

/** A list as a map by numbers, which every portal takes as the body of a request (section 2.9). */
export function byNumber(parameters: IDataObject | unknown[]): object {
	return { ...parameters };
}
