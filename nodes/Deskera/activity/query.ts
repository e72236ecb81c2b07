import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Values } from '../../shared/contract/field';
import { emptyField, isBlank } from '../../shared/form/blank';
import { choice, collection, date, identifier, text } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { inOrder, toIsoUtc, toUnixSeconds } from '../../shared/text/dates';
import { asText } from '../../shared/text/unknownJson';
import { ACTIVITY_TYPES } from '../enums';
import { contactFinder, organizationFinder, userFinder } from '../people';

const STATUSES = [
	{ name: 'Any', value: 'any' },
	{ name: 'Completed', value: 'completed' },
	{ name: 'Open', value: 'open' },
] as const;

/** The filters of the list; docs/contracts/deskera.md section 3.2. Keys are those of the `query` grammar. */
export const filters = collection(
	'Filters',
	{
		activityType: choice('Type', ACTIVITY_TYPES, { fallback: 'call' }),
		assignee_id: picker('Assigned To', NUMBER_ID, { search: 'searchUsers', people: userFinder }),
		contact_id: picker('Contact', NUMBER_ID, { search: 'searchContacts', people: contactFinder }),
		date: date('Date After', 'start', {
			description:
				'Only activities after this moment. Deskera does not document which of their dates it compares.',
		}),
		deal_id: picker('Deal', NUMBER_ID, { search: 'searchDeals' }),
		name: text('Title', {
			description:
				'Title of the activity. Whether Deskera compares the whole title or a part of it is not documented.',
		}),
		organization_id: picker('Organization', NUMBER_ID, {
			search: 'searchOrganizations',
			people: organizationFinder,
		}),
		dueFrom: date('Due After', 'start', {
			description:
				'Only activities that end then or later. Deskera has no such filter: applied here.',
		}),
		dueTo: date('Due Before', 'end', {
			description:
				'Only activities that end then or earlier. Deskera has no such filter: applied here.',
		}),
		is_status: choice('Status', STATUSES, { fallback: 'open' }),
		source: identifier('Source', { placeholder: 'e.g. WEB' }),
		source_id: identifier('Source ID'),
	},
	'Add Filter',
);

type Given = Values<{ filters: typeof filters }>['filters'];
type Filters = Omit<Given, 'dueFrom' | 'dueTo'>;

/** Whether an activity ends in a period; one without an end is in none. */
export function isDue({ dueFrom, dueTo }: Given): ((activity: IDataObject) => boolean) | undefined {
	if (dueFrom === undefined && dueTo === undefined) return undefined;
	inOrder(dueFrom, dueTo, ['Due After', 'Due Before']);
	const [from, to] = [dueFrom, dueTo].map((moment) => moment && Date.parse(toIsoUtc(moment)));
	return ({ end }) => {
		const due = Date.parse(asText(end));
		return !Number.isNaN(due) && due >= (from ?? -Infinity) && due <= (to ?? Infinity);
	};
}

/**
 * Deskera's filter text: `key=value` terms with commas between. No way to escape is documented, so a value with a
 * character of the grammar is refused here rather than sent as another filter.
 * @param raw more terms, as the user wrote them
 * @param labels of the form, where the values don't come from the filters
 * @returns undefined when nothing is filtered
 */
export function queryText(
	{ date: after, is_status: status = 'any', ...equal }: Filters,
	raw: string | undefined,
	labels = LABELS,
): string | undefined {
	const terms = Object.entries(equal)
		.filter(([, value]) => value !== '')
		.map(([key, value]) => `${key}=${plain(labels[key] ?? key, String(value))}`);
	if (status !== 'any') terms.push(`is_status=${status === 'completed'}`);
	if (after !== undefined) terms.push(`date>${toUnixSeconds(after)}`);
	if (raw !== undefined) terms.push(...rawTerms(raw, terms));
	return terms.length === 0 ? undefined : terms.join(',');
}

const RAW = 'Raw Filter';
const TERM = /^\s*(\w+)\s*([=<>!]+)(.*)$/s;

/**
 * The terms of the raw filter. A blank one would filter nothing, and one that the form has too would take its place.
 * @throws InvalidInput naming it
 */
function rawTerms(raw: string, form: readonly string[]): string[] {
	const taken = new Set(form.map(startOf));
	return raw
		.trim()
		.replace(/^query=/, '')
		.split(',')
		.map((term) => {
			const [, key, , value] = TERM.exec(term) ?? [];
			if (isBlank(term)) throw emptyField(RAW);
			if (key !== undefined && isBlank(value)) throw emptyField(`${key} of ${RAW}`);
			if (key !== undefined && taken.has(startOf(term)))
				throw new InvalidInput(
					`"${key}" is both in "${RAW}" and in Filters`,
					'A filter takes one value for it. Remove one of the two.',
				);
			return term.trim();
		});
}

/** A term without its value: `activityType=`. */
function startOf(term: string): string {
	const [, key = '', comparison = ''] = TERM.exec(term) ?? [];
	return key + comparison;
}

const LABELS: Readonly<Record<string, string>> = {
	name: 'Title',
	source: 'Source',
	source_id: 'Source ID',
};

function plain(label: string, value: string): string {
	if (!/[,=<>]/.test(value)) return value;
	throw new InvalidInput(
		`"${label}" can't hold a comma, =, < or > in a filter`,
		"Deskera's filters have no way to escape them. Filter by something else, or use a Filter node after this one.",
	);
}
