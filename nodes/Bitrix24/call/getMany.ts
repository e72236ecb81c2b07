import type { IDataObject } from 'n8n-workflow';
import type { Values } from '../../shared/contract/field';
import { asWritten } from '../../shared/form/addresses';
import { choice, collection, date, identifier, text } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { SOME_JSON } from '../../shared/http/proof';
import { list } from '../../shared/operation/define';
import { listSteps } from '../../shared/operation/paging';
import { utcIso } from '../../shared/operation/portableRecord';
import { person } from '../../shared/operation/simplifiedRecord';
import { inOrder } from '../../shared/text/dates';
import { asNumber, asText, defined } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { newestFirst } from '../newestFirst';
import { user } from '../recordPickers';
import { method } from '../vendor';
import { moment } from '../moment';
import { CALL_RESULTS, CALL_TYPES, resultName } from './fields';
import { clientOf } from './requests';

const filters = collection(
	'Filters',
	{
		activityId: picker('Activity', NUMBER_ID, { search: 'searchActivities' }),
		CALL_FAILED_CODE: choice<string>('Result', CALL_RESULTS, { fallback: '304' }),
		CALL_TYPE: choice<number>('Direction', CALL_TYPES, { fallback: 2 }),
		EXTERNAL_CALL_ID: identifier('External Call ID'),
		phone: text('Phone Number Contains'),
		startedAfter: date('Started After', 'start'),
		startedBefore: date('Started Before', 'end'),
		user: user('User'),
	},
	'Add Filter',
);

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many calls',
	description:
		'Read a list of calls, newest first. The user of the credential must be allowed to see call statistics.',
	fields: { filters },
	simplify,
	addresses,
	rows: ({ filters: wanted }, _options, limit) =>
		listSteps(
			PAGER,
			method(
				'voximplant.statistic.get',
				{ FILTER: filterOf(wanted), SORT: 'ID', ORDER: 'DESC' },
				'read',
				SOME_JSON,
			),
			limit,
		),
});

const PAGER = newestFirst('calls', (body, FILTER) => ({ ...body, FILTER }));

function filterOf({
	activityId: CRM_ACTIVITY_ID,
	phone,
	startedAfter,
	startedBefore,
	user: PORTAL_USER_ID,
	...equal
}: Values<{ filters: typeof filters }>['filters']): IDataObject {
	inOrder(startedAfter, startedBefore, ['Started After', 'Started Before']);
	return defined({
		...equal,
		CRM_ACTIVITY_ID,
		PORTAL_USER_ID,
		'%PHONE_NUMBER': phone && asWritten(phone),
		'>=CALL_START_DATE': moment(startedAfter),
		'<=CALL_START_DATE': moment(startedBefore),
	});
}

/** Without the link to the recording, which may carry a token. */
function simplify(row: IDataObject): IDataObject {
	return {
		id: asText(row.CALL_ID),
		activityId: asNumber(row.CRM_ACTIVITY_ID) ?? null,
		externalCallId: asText(row.EXTERNAL_CALL_ID) || null,
		direction: CALL_TYPES.find(({ value }) => value === asNumber(row.CALL_TYPE))?.name ?? null,
		phone: asText(row.PHONE_NUMBER),
		assignedTo: person({ id: asNumber(row.PORTAL_USER_ID) }),
		start: utcIso(row.CALL_START_DATE),
		seconds: asNumber(row.CALL_DURATION),
		result: resultName(row.CALL_FAILED_CODE),
		...clientOf(row.CRM_ENTITY_TYPE, row.CRM_ENTITY_ID),
	};
}
