import type { IDataObject } from 'n8n-workflow';
import type { FromPortable } from '../../shared/operation/fillFromPortable';
import {
	firstOf,
	linkOf,
	linksOf,
	portable,
	type Portable,
} from '../../shared/operation/portableRecord';
import type { GivenPortable } from '../../shared/operation/readPortable';
import { asObject, asText } from '../../shared/text/unknownJson';
import { finders, leadOf } from '../matching';
import { simplify } from './simplify';

/** What becomes of a sale (docs/contracts/leadsquared.md section 4.17). */
const STATUSES: Readonly<Record<string, Portable['status']>> = {
	Lost: 'cancelled',
	Open: 'open',
	Won: 'done',
};

/** A sale: its title is the product, and it takes place when it is made. */
export function toPortable(row: IDataObject): IDataObject {
	const { id, title, description, start, status, assignedTo, product, revenue, fields } =
		simplify(row);
	const state = STATUSES[asText(status)] ?? null;
	return portable({
		vendor: 'leadSquared',
		id: asText(id),
		kind: 'other',
		title: asText(asObject(product).name) || asText(title),
		description: asText(description),
		start: asText(start) || null,
		done: state === null ? null : state === 'done',
		status: state,
		owner: linkOf(asObject(assignedTo).id),
		related: linksOf('lead', row.RelatedProspectId),
		vendorFields: { product, revenue, ...asObject(fields) },
	});
}

function soldOn({ start, due, end }: GivenPortable): string | undefined {
	return firstOf(start, due, end);
}

/** Only done and cancelled say more than that the sale is open, as a new one is. */
function statusOf({ status }: GivenPortable): string | undefined {
	if (status === undefined) return undefined;
	return { cancelled: 'Lost', done: 'Won' }[String(status)] ?? 'Open';
}

export const newFromPortable: FromPortable = {
	finders,
	optional: ['status', 'lead'],
	values: (activity, _entered, people) => ({
		lead: leadOf(people),
		status: statusOf(activity),
		soldBy: people.owner,
		soldOn: soldOn(activity),
	}),
};

export const changesFromPortable: FromPortable = {
	finders,
	optional: [],
	values: (activity, _entered, { owner }) => ({
		updateFields: { soldOn: soldOn(activity), soldBy: owner },
	}),
};
