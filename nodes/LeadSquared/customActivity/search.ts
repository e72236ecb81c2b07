import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { InvalidInput } from '../../shared/contract/errors';
import type { Values } from '../../shared/contract/field';
import { emailIn } from '../../shared/form/addresses';
import { rows as entries } from '../../shared/form/entries';
import { choice, criterion, identifier, required, text, words } from '../../shared/form/fields';
import { rawFilter } from '../../shared/form/rawFilter';
import { readNumber } from '../../shared/form/strictTypes';
import { SOME_JSON } from '../../shared/http/proof';
import { list } from '../../shared/operation/define';
import { listSteps, type Pager } from '../../shared/operation/paging';
import { shown } from '../../shared/text/sentences';
import { asRows, asObject, asText, defined } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { simplify } from '../activityRecord';
import { details } from '../answerProofs';
import { ownerId } from '../owners';
import { byPages, latestFirst } from '../paging';
import { usersRequest } from '../people';
import { get, search as searchIn } from '../vendor';
import { activityType } from './fields';
import { toPortable } from './portable';

const PAGE = 1000;
/** What more than a page is put in order by; read in any case, and given out only where it was asked for. */
const CREATED = 'CreatedOn';

/** The words of the search text that are printed or seen in use (docs/contracts/leadsquared.md section 4.18). */
const OPERATORS = [
	{ name: 'Is', value: 'eq' },
	{ name: 'Is at Least', value: 'gte', description: 'For numbers' },
] as const;

const conditions = entries('Conditions', 'Condition', {
	field: identifier('Field', {
		placeholder: 'e.g. mx_Custom_1',
		description: 'The schema name, or the label of the field',
	}),
	operator: choice('Operator', OPERATORS, { fallback: 'eq' }),
	value: criterion(
		text('Value', { description: 'For a field with a user, also the email of the user' }),
	),
});

type Conditions = NonNullable<Values<{ conditions: typeof conditions }>['conditions']>;

export const search = list({
	value: 'search',
	name: 'Search',
	action: 'Search custom activities',
	description:
		"Find activities of a type by the values of their fields, on all leads. Needs an administrator's keys.",
	fields: { activityType: required(activityType), conditions },
	options: {
		columns: words('Columns', {
			placeholder: 'e.g. Status, mx_Custom_1',
			description: 'Schema names of the fields to return. If empty, LeadSquared decides.',
		}),
		advancedSearch: rawFilter(
			'A search in LeadSquared syntax, instead of Conditions. Its web app sends it as ' +
				'AdvancedSearch when activities are filtered.',
		),
	},
	simplify,
	portable: toPortable,
	addresses,
	*rows({ activityType: code, conditions: wanted = [] }, { columns, advancedSearch }, limit) {
		if ((wanted.length === 0) === (advancedSearch === undefined))
			throw new InvalidInput(
				wanted.length === 0
					? '"Conditions" is empty'
					: '"Conditions" and "Raw Filter (JSON)" are both filled in',
				'Add at least one condition, or enter a search in LeadSquared syntax under Options.',
			);
		const asked = advancedSearch ?? (yield* searchOf(code, wanted));
		const sortedBy = (Sorting: object) =>
			searchIn(
				'/ProspectActivity.svc/Activity/Retrieve/BySearchParameter',
				defined({
					ActivityEvent: code,
					AdvancedSearch: JSON.stringify(asked),
					Sorting,
					Columns:
						columns === undefined
							? undefined
							: {
									Include_CSV: [...new Set(['ProspectActivityId', CREATED, ...columns])].join(','),
								},
				}),
				SOME_JSON,
			);
		const pager = byPages({ key: 'List', records: 'activities' }, PAGE);
		// Rows of the same time can fall between two pages where they are sorted by it (section 2.2): it is for one page.
		let isOnePage = limit <= PAGE;
		const onePage: Pager = {
			...pager,
			isLast(body, page) {
				isOnePage = page.rows.length >= page.size || pager.isLast(body, page);
				return true;
			},
		};
		const newest = isOnePage
			? yield* listSteps(onePage, sortedBy({ ColumnName: CREATED, Direction: 1 }), limit)
			: [];
		const found = isOnePage
			? newest
			: latestFirst(
					yield* listSteps(
						pager,
						sortedBy({ ColumnName: 'ProspectActivityId', Direction: 0 }),
						Infinity,
					),
					CREATED,
				);
		const isAskedFor = columns?.some((name) => name.trim() === CREATED) ?? true;
		return found.slice(0, limit).map((row) => {
			const asked = Object.entries(row).filter(([name]) => isAskedFor || name !== CREATED);
			return { ActivityEvent: code, ...Object.fromEntries(asked) };
		});
	},
});

function settingOf(code: number): RequestSpec {
	return get(
		'/ProspectActivity.svc/CustomActivity/GetActivitySetting',
		details('the fields of the activity type'),
		{ code },
	);
}

const fieldsIn = (setting: unknown) => asRows(asObject(setting).Fields);

/**
 * The search by the fields of the type, of which those with a user hold an ID: a user may be given by email, too.
 * @throws InvalidInput for a field that the type has not, Refused for a user that is not there
 */
function* searchOf(code: number, wanted: Conditions): Generator<RequestSpec, IDataObject, unknown> {
	const fields = fieldsIn(yield settingOf(code));
	const emailOf = ({ field: name = '', value }: Conditions[number]) =>
		fieldCalled(name.trim(), fields).DataType === USER ? emailIn(value) : undefined;
	const needsUsers = wanted.some((condition) => emailOf(condition) !== undefined);
	const users = needsUsers ? yield usersRequest : [];
	const row = (LSO: string, LSO_Type: string, Operator: string, RSO: string) => ({
		SubConOp: 'And',
		LSO,
		LSO_Type,
		Operator,
		RSO,
	});
	const asked = wanted.map((condition) => {
		const { field: name = '', operator = 'eq', value = '' } = condition;
		const meta = fieldCalled(name.trim(), fields);
		const type = asText(meta.DataType);
		if (operator === 'gte' && type !== 'Number')
			throw new InvalidInput(
				`"Is at Least" does not work with the field ${shown(name)}`,
				'It works with numbers. Use Is, or enter a search in LeadSquared syntax.',
			);
		const email = emailOf(condition);
		const text = type === 'Number' ? String(readNumber(value, name)) : value;
		const given = email === undefined ? text : ownerId(users, email);
		return row(asText(meta.SchemaName), type, operator, given);
	});
	return {
		GrpConOp: 'And',
		Conditions: [
			{
				Type: 'Activity',
				ConOp: 'and',
				RowCondition: [row('ActivityEvent', 'PAEvent', 'eq', String(code)), ...asked],
			},
		],
		QueryTimeZone: 'UTC',
	};
}

/** The data type of fields with a user (section 4.12). */
const USER = 'ActiveUsers';

/** By schema name, else by label. @throws InvalidInput */
function fieldCalled(name: string, fields: IDataObject[]): IDataObject {
	const same = (text: unknown) => asText(text).toLowerCase() === name.toLowerCase();
	const found =
		fields.find(({ SchemaName }) => same(SchemaName)) ??
		fields.find(({ DisplayName }) => same(DisplayName));
	if (found === undefined || name === '')
		throw new InvalidInput(
			`"Field" can't be ${shown(name)}: the activity type has no such field`,
			'Activity Type > Get shows its fields.',
		);
	return found;
}
