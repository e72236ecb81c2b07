import type { IDataObject } from 'n8n-workflow';
import { list } from '../shared/define';
import { collection } from '../shared/fields';
import type { Operation } from '../shared/operation';
import { NUMBER_ID, picker } from '../shared/pickers';
import { conditions, filterOf, listRows, rawFilter } from './lists';
import { descriptionAsText, withDescription } from './readOptions';

const filters = collection('Filters', { venueId: picker('Venue', NUMBER_ID, { search: 'searchVenues' }) }, 'Add Filter');

type Shape = (record: IDataObject) => IDataObject;

/** The list of activities or tasks. @param records what is listed, in the plural */
export function getManyOf(records: string, call: string, simplify: Shape, portable: Shape): Operation {
	return list({
		value: 'getMany',
		name: 'Get Many',
		action: `Get many ${records}`,
		description: `List the ${records} that the user of the API key may see`,
		fields: { filters, conditions },
		options: { descriptionAsText, filter: rawFilter },
		simplify,
		portable,
		*rows({ filters: { venueId }, conditions: given }, { descriptionAsText: plain, filter }, limit) {
			const found = yield* listRows('crm', call, { venueId, filter: filterOf(given, filter) }, limit);
			return found.map((row) => withDescription(row, plain));
		},
	});
}
