/** The activity types a fresh fake LeadSquared account has. */
import { range } from './leadsquared.make.cts';

const optionSet = (options: readonly string[]) =>
	JSON.stringify(
		options.map((Value, Order) => ({
			IsDefault: Order === 0,
			Text: '',
			Value,
			Order,
			CanEdit: 1,
			CanDelete: 1,
			IsLastOption: 0,
		})),
	);

/** FieldMeta (contract 4.11) */
export interface FieldMeta {
	SchemaName: string;
	InternalName: string;
	DisplayName: string | null;
	Value: string | null;
	DataType: string | null;
	IsMandatory: boolean;
	ShowInForm: boolean;
	Sequence: number;
	ParentField: string;
	OptionSet: string;
	DependentOptionSet: string;
	IsDefault: boolean;
	IsReadOnly: boolean;
	RenderType: string;
	IsMultiSelectDropdown: boolean;
	IncludeOthersOption: boolean;
	CustomObjectType: number;
	MaxFieldLength: number;
}

export function field(
	SchemaName: string,
	DisplayName: string | null,
	DataType: string | null,
	{ options = [], ...more }: Partial<FieldMeta> & { options?: readonly string[] } = {},
): FieldMeta {
	return {
		SchemaName,
		InternalName: SchemaName,
		DisplayName,
		Value: null,
		DataType,
		IsMandatory: false,
		ShowInForm: true,
		Sequence: 0,
		ParentField: '',
		OptionSet: options.length > 0 ? optionSet(options) : '',
		DependentOptionSet: '',
		IsDefault: false,
		IsReadOnly: false,
		RenderType: '',
		IsMultiSelectDropdown: false,
		IncludeOthersOption: false,
		CustomObjectType: 2,
		MaxFieldLength: 1000,
		...more,
	};
}

const DEFAULTS = { allowAttachments: false, canDelete: true, direction: 0, score: 0 };

export const STATUSES = ['Active', 'Completed', 'Cancelled'];
export const OUTCOMES = ['Interested', 'Not interested', 'Call back'];
export const SOURCES = ['Website', 'Walk-in', 'Referral', 'Fair', 'Partner'];
export const BANKS = ['First Bank', 'Second Bank', 'Third Bank'];
const CITIES = ['Mumbai', 'Pune', 'Delhi'];
export const own = (n: number) => `mx_Custom_${n}`;

/** what every type has beside its own fields (contract 4.2) */
const shared = () => [
	field('Status', 'Status', 'SearchableDropdown', { options: STATUSES }),
	field('Owner', 'Owner', 'ActiveUsers'),
];

/**
 * data types that the vendor's samples print, and CustomObject, whose name is unverified (contract
 * 4.12), and the ways a field can refuse
 */
const visit = () => [
	field(own(1), 'Purpose', 'String', { IsMandatory: true }),
	field(own(2), 'Guests', 'Number'),
	field(own(3), 'Visit On', 'DateTime'),
	field(own(4), 'Outcome', 'SearchableDropdown', { options: OUTCOMES }),
	field(own(5), 'Source', 'SearchableDropdown'),
	field(own(6), 'Accompanied By', 'ActiveUsers'),
	field(own(7), 'Ticket Number', 'String', { IsReadOnly: true }),
	field(own(8), 'Remarks', 'String', { MaxFieldLength: 200 }),
	field(own(9), 'City', 'SearchableDropdown', { options: CITIES, IncludeOthersOption: true }),
	field(own(10), 'Address', 'CustomObject', { CustomObjectType: 1 }),
];
/** mandatory fields and drop-downs */
const application = () => [
	field(own(1), 'Applicant', 'String', { IsMandatory: true }),
	field(own(2), 'Bank', 'SearchableDropdown', { options: BANKS, IsMandatory: true }),
	field(own(3), 'Amount', 'Number', { IsMandatory: true }),
	field(own(4), 'Branch', 'SearchableDropdown', { options: CITIES }),
	field(own(5), 'Guarantor', 'Lead'),
	field(own(6), 'Decided On', 'DateTime'),
];
const documents = () => [
	field(own(1), 'Documents', 'CustomObject', { CustomObjectType: 1 }),
	field(own(2), 'Remarks', 'String'),
];
const policy = () => [
	field(own(1), 'Opportunity Name', 'String', { IsMandatory: true }),
	field(own(2), 'Stage', 'SearchableDropdown', { options: ['Quoted', 'Signed'] }),
];
const call = () => [field(own(1), 'Duration', 'Number'), field(own(2), 'Recording', 'String')];

export type ActivityType = typeof DEFAULTS & {
	readonly code: number;
	readonly name: string;
	readonly kind: number;
	readonly fields: readonly FieldMeta[];
};
type Told = Omit<ActivityType, keyof typeof DEFAULTS> & Partial<typeof DEFAULTS>;

export function complete(type: Told): ActivityType {
	return {
		...DEFAULTS,
		...type,
		fields: [...type.fields, ...shared()].map((one, index) => ({ ...one, Sequence: index + 1 })),
	};
}

/** code -> name, fields; custom types from 200, system ones below, opportunities from 12000 (contract 4.12) */
export const TYPES = [
	{ code: 201, name: 'Site Visit', kind: 2, fields: visit() },
	{
		code: 202,
		name: 'Follow-up',
		kind: 2,
		fields: [field(own(1), 'Topic', 'String'), field(own(2), 'Next Call', 'DateTime')],
	},
	{
		code: 203,
		name: 'Demo',
		kind: 2,
		fields: [field(own(1), 'Product', 'Product'), field(own(2), 'Seats', 'Number')],
	},
	{
		code: 204,
		name: 'Survey',
		kind: 2,
		fields: range(50).map((n) => field(own(n), `Question ${n}`, 'String')),
	},
	{ code: 205, name: 'Letter', kind: 2, fields: [] },
	{ code: 21, name: 'Inbound Phone Call Activity', kind: 3, fields: call() },
	{ code: 22, name: 'Outbound Phone Call Activity', kind: 3, fields: call(), direction: 1 },
	{
		code: 12000,
		name: 'Loan',
		kind: 2,
		fields: [
			field(own(1), 'Opportunity Name', 'String', { IsMandatory: true }),
			field(own(2), 'Amount', 'Number'),
		],
	},
].map(complete);

/** types beside those that the first 3000 activities go through */
export const MORE_TYPES = [
	{ code: 206, name: 'Loan Application', kind: 2, fields: application() },
	{ code: 207, name: 'Document Upload', kind: 2, fields: documents(), allowAttachments: true },
	{
		code: 208,
		name: 'Contract Signed',
		kind: 2,
		fields: [field(own(1), 'Contract', 'String')],
		canDelete: false,
	},
	{ code: 12001, name: 'Insurance', kind: 2, fields: policy() },
].map(complete);

/** drop-downs whose OptionSet is empty, and those inside a custom field set (contract 4.12) */
export const OPTIONS: Readonly<Record<string, readonly string[]>> = {
	[`201 ${own(5)}`]: SOURCES,
	[`201 ${own(10)} mx_CustomObject_2`]: ['Home', 'Office'],
	[`207 ${own(1)} mx_CustomObject_1`]: ['Passport', 'Contract', 'Photo'],
};
export const SET_FIELDS: Readonly<Record<string, readonly string[]>> = {
	[`201 ${own(10)}`]: ['mx_CustomObject_1', 'mx_CustomObject_2', 'mx_CustomObject_3', 'Status'],
	[`207 ${own(1)}`]: ['mx_CustomObject_1', 'mx_CustomObject_2', 'Status'],
};
/** the files in a custom field set: a comma list of names (contract 4.14) */
export const FILE_FIELDS: Readonly<Record<string, readonly string[]>> = {
	[`207 ${own(1)}`]: ['mx_CustomObject_2'],
};
