import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import { InvalidInput } from '../shared/contract/errors';
import type { Lookup } from '../shared/form/lookups';
import { asNumber, asObject, asRows, asText } from '../shared/text/unknownJson';
import { listAt, recordAt } from './answerProofs';
import { batch, unpacked } from './bulk';
import { next, picked, recordsIn, rowsOf } from './lookupPages';
import { COMPANY, CONTACT, DEAL, LEAD, SHORT_CODE } from './recordTypes';
import { method, resultOf } from './vendor';

/** They can be sorted by one field only, and last names are not different: by id, each page in the order of names. */
export const users: Lookup = {
	request: (filter, at) =>
		method(
			'user.get',
			{
				FILTER: { ACTIVE: true, ...(filter === '' ? {} : { NAME_SEARCH: filter }) },
				sort: 'ID',
				order: 'ASC',
				start: at,
			},
			'read',
			listAt(),
		),
	rows: (body) =>
		rowsOf(body)?.sort((a, b) => asText(a.LAST_NAME).localeCompare(asText(b.LAST_NAME))),
	item: ({ ID, NAME, LAST_NAME, EMAIL }) =>
		picked(ID, `${asText(NAME)} ${asText(LAST_NAME)}`, asText(EMAIL)),
	next,
};

export const ownerTypes: Lookup = {
	request: () => method('crm.enum.ownertype', {}, 'read', listAt()),
	rows: rowsOf,
	item: ({ ID, NAME }) => picked(ID, asText(NAME), ''),
	next: () => undefined,
	filterHere: true,
};

export const owners: Lookup = {
	request: (filter, at, parameter) => records(chosenType(parameter), filter, at),
	rows: recordRows,
	item: (row) => picked(row.id, recordName(row), `#${asText(row.id)}`),
	next,
};

const CLIENT_KINDS = [
	{ typeId: CONTACT, code: 'C', kind: 'Contact' },
	{ typeId: COMPANY, code: 'CO', kind: 'Company' },
	{ typeId: LEAD, code: 'L', kind: 'Lead' },
];

/** Records of several types in one list: a call each, in one batch. What the user may not see is left out. */
function mixed(kinds: typeof CLIENT_KINDS): Lookup {
	const specs = (filter: string, at: number) =>
		kinds.map(({ typeId }) => records(typeId, filter, at));
	const pages = (body: unknown) =>
		unpacked(body, specs('', 0)).map((verdict) => ({
			body: verdict.ok ? verdict.body : {},
			rows: verdict.ok ? recordRows(verdict.body) : [],
		}));
	return {
		request: (filter, at) => batch.pack(specs(filter, at), false),
		rows(body) {
			const lists = pages(body).map(({ rows }, index) =>
				rows?.map((row): IDataObject => ({ ...row, ...kinds[index] })),
			);
			return lists.some((rows) => rows === undefined)
				? undefined
				: lists.flatMap((rows) => rows ?? []);
		},
		item: ({ id, code, kind, ...row }) => ({
			name: `${recordName(row)} (${asText(kind)})`,
			value: `${asText(code)}_${asText(id)}`,
		}),
		next(body, { at }) {
			const starts = pages(body)
				.map((page) => next(page.body, { at, rows: page.rows?.length ?? 0 }))
				.filter((start) => start !== undefined);
			return starts.length === 0 ? undefined : Math.max(...starts);
		},
	};
}

export const clients = mixed(CLIENT_KINDS);

/** Deals too can be linked to a task: four calls in one batch. */
export const linkable: Lookup = mixed([...CLIENT_KINDS, { typeId: DEAL, code: 'D', kind: 'Deal' }]);

/** The owner type stands at the top of a form, or in a collection. @throws InvalidInput when it is not chosen yet */
export function chosenType(parameter: (name: string) => unknown): number {
	const found = ['ownerType', 'updateFields.OWNER_TYPE_ID', 'filters.OWNER_TYPE_ID']
		.map((name) => asNumber(parameter(name)))
		.find((id) => id !== undefined);
	if (found === undefined)
		throw new InvalidInput(
			'Pick the related record type first',
			'What can be picked here depends on it.',
		);
	return found;
}

/** Phones or emails of the chosen contact, company or lead; they come with all fields only (section 2.11). */
export function addresses(kind: 'PHONE' | 'EMAIL'): Lookup {
	return {
		request(_filter, _at, parameter) {
			const record = SHORT_CODE.parse(asText(parameter('client')));
			if (record === undefined)
				throw new InvalidInput(
					'Pick the contact, company or lead first',
					'What can be picked here depends on it.',
				);
			return method(
				'crm.item.get',
				{ entityTypeId: record.typeId, id: record.id },
				'read',
				recordAt('item'),
			);
		},
		rows: (body) =>
			asRows(asObject(asObject(resultOf(body)).item).fm).filter(({ typeId }) => typeId === kind),
		item: ({ value, valueType }) => ({
			name: `${asText(value)} (${asText(valueType).toLowerCase()})`,
			value: asText(value),
		}),
		next: () => undefined,
		filterHere: true,
	};
}

/** Records of a type; contacts are found by either name, everything else by its title (section 2.11). */
function records(entityTypeId: number, filter: string, start: number): RequestSpec {
	const byName = entityTypeId === CONTACT;
	const select = byName ? ['id', 'name', 'lastName'] : ['id', 'title'];
	const found = byName
		? { 0: { logic: 'OR', 0: { '%name': filter }, 1: { '%lastName': filter } } }
		: { '%title': filter };
	return method(
		'crm.item.list',
		{ entityTypeId, select, order: { id: 'DESC' }, filter: filter === '' ? {} : found, start },
		'read',
		listAt('items'),
	);
}

function recordRows(body: unknown): IDataObject[] | undefined {
	return recordsIn(body, 'items');
}

function recordName({ title, name, lastName }: IDataObject): string {
	return asText(title) || `${asText(name)} ${asText(lastName)}`.trim();
}
