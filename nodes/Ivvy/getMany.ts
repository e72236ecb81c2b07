import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../shared/contract/operation';
import { collection } from '../shared/form/fields';
import { list } from '../shared/operation/define';
import { addresses } from './addresses';
import { conditionsOn, filterOf, rawFilter, type ListField } from './listFilters';
import { listRows } from './paging';
import { descriptionAsText, rawWithDescription } from './plainDescription';
import { venue } from './recordPickers';

const filters = collection('Filters', { venueId: venue() }, 'Add Filter');

type Shape = (record: IDataObject) => IDataObject;

interface Listed {
	/** What is listed, in the plural. */
	readonly records: string;
	readonly call: string;
	readonly listFields: readonly ListField[];
	readonly simplify: Shape;
	readonly portable: Shape;
}

/** The list of activities or tasks. */
export function getManyOf({ records, call, listFields, simplify, portable }: Listed): Operation {
	return list({
		value: 'getMany',
		name: 'Get Many',
		action: `Get many ${records}`,
		description: `List the ${records} that the user of the API key may see`,
		fields: { filters, conditions: conditionsOn(listFields) },
		options: { descriptionAsText, filter: rawFilter },
		simplify,
		raw: rawWithDescription,
		portable,
		addresses,
		*rows({ filters: { venueId }, conditions }, { filter }, limit) {
			return yield* listRows('crm', call, { venueId, filter: filterOf(conditions, filter) }, limit);
		},
	});
}
