import { InvalidInput } from '../../shared/contract/errors';
import { rows } from '../../shared/form/entries';
import {
	choice,
	collection,
	flag,
	identifier,
	integer,
	required,
	text,
	words,
} from '../../shared/form/fields';
import { anId, NUMBER } from '../../shared/http/proof';
import { isAdded } from '../../shared/operation/findOut';
import { multiStep } from '../../shared/operation/define';
import { recordsOf } from '../../shared/operation/paging';
import { sameValue } from '../../shared/text/sameValues';
import { asObject, defined } from '../../shared/text/unknownJson';
import { write } from '../vendor';
import { activityTypes } from './getMany';
import { written } from './simplify';

const DIRECTIONS = [
	{ name: 'Inbound', value: 0 },
	{ name: 'Outbound', value: 1 },
];

/** Names confirmed in the documentation; others are written by hand (docs/contracts/leadsquared.md section 4.12). */
const DATA_TYPES = [
	{ name: 'Date and Time', value: 'DateTime' },
	{ name: 'Drop-Down', value: 'SearchableDropdown' },
	{ name: 'Number', value: 'Number' },
	{ name: 'Product', value: 'Product' },
	{ name: 'Text', value: 'String' },
	{ name: 'User', value: 'ActiveUsers' },
];

const MOST_FIELDS = 50;
const codeIn = (body: unknown) => asObject(asObject(body).Message).Id;
/** A text in one answer, a number in another (section 4.13). */
const ITS_CODE = anId(NUMBER, codeIn, 'the code of the activity type');

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create an activity type',
	description: 'Add an activity type with its fields to the account',
	effect: 'write',
	writes: 'new',
	fields: {
		name: required(text('Name', { placeholder: 'e.g. Site Visit' })),
		fields: rows(
			'Fields',
			'Field',
			{
				schemaName: identifier('Schema Name', {
					placeholder: 'e.g. mx_Custom_1',
					description: 'From mx_Custom_1 to mx_Custom_50. Empty takes the next one.',
				}),
				label: text('Label', { placeholder: 'e.g. Address' }),
				dataType: choice('Type', DATA_TYPES, { fallback: 'String' }),
				options: words('Options', {
					placeholder: 'e.g. Hot, Cold',
					description: 'Of a drop-down, separated by commas',
				}),
				mandatory: flag('Required', 'Whether the field is required'),
				showInForm: flag('Show in Form', 'Whether the form in LeadSquared shows the field', true),
			},
			{ description: 'Up to 50' },
		),
		additionalFields: collection('Additional Fields', {
			AllowAttachments: flag(
				'Allow Attachments',
				'Whether files can be attached to the activities',
			),
			CanDeleteActivity: flag('Allow Deletion', 'Whether the activities can be deleted'),
			Description: text('Description'),
			Direction: choice<number>('Direction', DIRECTIONS, { fallback: 1 }),
			Score: integer('Score', {
				description: 'What the activity adds to the score of a lead. Can be negative.',
			}),
			ShowInActivityGrid: flag(
				'Show in Activity List',
				'Whether the type is offered in the list of activities',
			),
			TrackLocation: flag('Track Location', 'Whether the location is recorded'),
		}),
	},
	*steps({
		name: ActivityEventName,
		fields = [],
		additionalFields: { AllowAttachments, ShowInActivityGrid, TrackLocation, ...rest },
	}) {
		if (fields.length > MOST_FIELDS)
			throw new InvalidInput(
				`"Fields" holds ${fields.length} fields`,
				`LeadSquared takes at most ${MOST_FIELDS} for an activity type.`,
			);
		const names = schemaNames(fields.map(({ schemaName }) => schemaName?.trim()));
		const meta = fields.map(({ label, dataType, options = [], mandatory, showInForm }, index) => {
			if (label === undefined)
				throw new InvalidInput('"Label" of a field is empty', 'Fill it in, or remove the field.');
			return defined({
				SchemaName: names[index],
				DisplayName: label,
				DataType: dataType,
				IsMandatory: mandatory ?? false,
				ShowInForm: showInForm ?? true,
				Sequence: index + 1,
				OptionSet:
					options.length === 0
						? undefined
						: JSON.stringify(
								options.map((option, order) => ({
									Text: option,
									Value: option,
									Order: order,
									IsDefault: false,
								})),
							),
			});
		});
		const switches = defined({
			AllowAttachments: bit(AllowAttachments),
			ShowInActivityGrid: bit(ShowInActivityGrid),
			TrackLocation: bit(TrackLocation),
		});
		const sent = defined({
			ActivityEventName,
			...rest,
			...switches,
			Fields: meta.length === 0 ? undefined : meta,
		});
		// Types tell no time at which they were made: one that was not there before is the new one.
		const before = yield { ...activityTypes(), mayBeDenied: true };
		const findOut = isAdded(before, {
			read: activityTypes(),
			rows: recordsOf,
			id: ({ ActivityEvent }) => ActivityEvent,
			isIt: ({ ActivityEventName: one, DisplayName: other }) =>
				[one, other].some((called) => sameValue(ActivityEventName, called)),
			answer: ({ ActivityEvent }) => ({ Message: { Id: ActivityEvent } }),
		});
		const made = yield { ...write('/ProspectActivity.svc/CreateType', sent, ITS_CODE), findOut };
		return written(codeIn(made), sent);
	},
});

/** Fields without a name get the next one that is free. @throws InvalidInput for a name that stands there twice */
function schemaNames(given: ReadonlyArray<string | undefined>): string[] {
	const taken = new Set<string>();
	for (const name of given) {
		if (name === undefined) continue;
		if (taken.has(name.toLowerCase()))
			throw new InvalidInput(
				`"Fields" holds the schema name ${name} twice`,
				'Give one of the two another name, or leave it empty.',
			);
		taken.add(name.toLowerCase());
	}
	const places = given.map((_name, index) => index);
	return given.map((name, index) => {
		if (name !== undefined) return name;
		const next = [...places.slice(index), ...places.slice(0, index)].map(
			(place) => `mx_Custom_${place + 1}`,
		);
		const free = next.find((one) => !taken.has(one.toLowerCase())) ?? next[0];
		taken.add(free.toLowerCase());
		return free;
	});
}

function bit(value: boolean | undefined): 0 | 1 | undefined {
	return value === undefined ? undefined : value ? 1 : 0;
}
