import { list } from '../../shared/define';
import { collection } from '../../shared/fields';
import { NUMBER_ID, picker } from '../../shared/pickers';
import { conditions, filterOf, listRows, rawFilter } from '../lists';
import { descriptionAsText, withDescription } from '../readOptions';
import { toPortable } from './portable';
import { simplify } from './simplify';

const filters = collection('Filters', { venueId: picker('Venue', NUMBER_ID, { search: 'searchVenues' }) }, 'Add Filter');

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many tasks',
	description: 'List the tasks that the user of the API key may see',
	fields: { filters, conditions },
	options: { descriptionAsText, filter: rawFilter },
	simplify,
	portable: toPortable,
	*rows({ filters: { venueId }, conditions: given }, { descriptionAsText: plain, filter }, limit) {
		const found = yield* listRows('crm', 'getTaskList', { venueId, filter: filterOf(given, filter) }, limit);
		return found.map((row) => withDescription(row, plain));
	},
});
