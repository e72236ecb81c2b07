import type { IDataObject } from 'n8n-workflow';
import { collection, date } from '../../shared/form/fields';
import { NUMBER_ID, pickers } from '../../shared/form/recordPickers';
import { list } from '../../shared/operation/define';
import { listIn } from '../../shared/operation/paging';
import { atHome, inOrder, type Moment } from '../../shared/text/dates';
import { asNumber } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { CALENDAR, calendarOf } from './fields';
import { eventsIn, eventsRequest } from './requests';
import { simplify } from './simplify';

const filters = collection(
	'Filters',
	{
		from: date('From', 'start', {
			description: 'The first day. If not added, events of the last month are included.',
		}),
		sections: pickers('Calendar Sections', 'Section', NUMBER_ID, {
			search: 'searchCalendarSections',
		}),
		to: date('To', 'end', {
			description: 'The last day. If not added, events of the next three months are included.',
		}),
	},
	'Add Filter',
);

/**
 * This filter takes days, which are those of the workflow's zone, whatever offset a time has; the events of a period
 * come at once (docs/contracts/bitrix24.md section 2.13).
 */
const day = (moment: Moment | undefined) => moment && (atHome(moment).toISODate() ?? undefined);

const compared = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many calendar events',
	description: 'List the events of a calendar in a period, earliest first',
	fields: { ...CALENDAR, filters },
	simplify,
	addresses,
	*rows({ filters: { from, to, sections }, ...calendar }, _options, limit) {
		inOrder(from, to, ['From', 'To']);
		const period = { from: day(from), to: day(to) };
		const body = yield eventsRequest({ ...calendarOf(calendar) }, period, sections);
		const found = listIn(eventsIn(body), { vendor: 'Bitrix24', records: 'events' });
		// In which order they come is not documented.
		const begins = ({ DATE_FROM_TS_UTC: seconds }: IDataObject) => asNumber(seconds) ?? Infinity;
		return [...found].sort((a, b) => compared(begins(a), begins(b))).slice(0, limit);
	},
});
