import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import { Refused } from '../shared/contract/errors';
import { SOURCE_SYSTEM } from '../shared/form/externalId';
import { NUMBER, recordsWithId } from '../shared/http/proof';
import { asNumber, asObject, asRows, asText } from '../shared/text/unknownJson';
import { method, resultOf } from './vendor';

/** Where an activity comes from, as Bitrix24 keeps it; docs/contracts/bitrix24.md section 2.2. */
export interface Origin {
	readonly ORIGINATOR_ID: string;
	readonly ORIGIN_ID: string;
}

export function originOf(externalId: string, originator: string | null | undefined): Origin {
	return { ORIGINATOR_ID: originator ?? SOURCE_SYSTEM, ORIGIN_ID: externalId };
}

/** Key of the record with an origin: those that the portal takes for one are one. */
export function originKey(externalId: string, originator: string | null | undefined): string[] {
	return Object.values(originOf(externalId, originator)).map(comparable);
}

/** As the portal's database compares: without regard to case. */
function comparable(text: unknown): string {
	return asText(text).toLowerCase();
}

/** Without its ID a row can't be changed, and without the row a second one would be made. */
const WITH_IDS = recordsWithId(NUMBER, resultOf, (row) => asObject(row).ID, 'a list of activities');

/** The activity that was made from the same origin. @returns its ID, or undefined when there is none */
export function* activityFrom(origin: Origin): Generator<RequestSpec, number | undefined, unknown> {
	const filter = { '=ORIGINATOR_ID': origin.ORIGINATOR_ID, '=ORIGIN_ID': origin.ORIGIN_ID };
	const found = yield method(
		'crm.activity.list',
		{ order: { ID: 'ASC' }, filter, select: ['ID', ...Object.keys(origin)], start: -1 },
		'read',
		WITH_IDS,
	);
	const rows = asRows(resultOf(found));
	const row = rows.find((one) => isFrom(origin, one));
	if (row === undefined && rows.length > 0) throw notFiltered();
	return asNumber(row?.ID);
}

/** An activity without an origin shows it as empty, and is another one. */
function isFrom(origin: Origin, row: IDataObject): boolean {
	return Object.entries(origin).every(
		([name, value]) => comparable(row[name]) === comparable(value),
	);
}

function notFiltered(): Refused {
	return new Refused({
		kind: 'invalid',
		title: 'Bitrix24 did not filter its activities by the External ID',
		advice:
			'It gave activities of another origin, so whether this one exists is unknown. Nothing was ' +
			'written. Remove External ID to create the activity anyway.',
	});
}
