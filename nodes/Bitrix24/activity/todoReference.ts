import type { IDataObject } from 'n8n-workflow';
import type { FindOut, RequestSpec } from '../../shared/contract/call';
import { NUMBER, recordsWithId } from '../../shared/http/proof';
import type { Rows } from '../../shared/operation/paging';
import { recordWithReference } from '../../shared/operation/referencedRecord';
import { keptReference, searchable, withReference } from '../../shared/text/referenceLine';
import { asNumber, asObject, asRows, asText } from '../../shared/text/unknownJson';
import { asBbCode, withoutBbCode } from '../bbCode';
import { PAGE } from '../listCalls';
import { method, resultOf } from '../vendor';
import { textOf, TO_DO } from './record';

/**
 * The methods for to-dos take no origin (docs/contracts/bitrix24.md section 2.3): its External ID is the last line of
 * its description, which the list of activities can be filtered by (section 2.2).
 */

/** How many to-dos are looked through that hold an ID among others. */
const MOST = 1000;

const WITH_IDS = recordsWithId(NUMBER, resultOf, (row) => asObject(row).ID, 'a list of activities');

/** The to-do that was made with an External ID. @returns undefined where there is none */
export function todoFrom(id: string): Generator<RequestSpec, IDataObject | undefined, unknown> {
	return recordWithReference(id, {
		vendor: 'Bitrix24',
		records: 'to-dos',
		most: MOST,
		texts: (row) => [textOf({ ...row, PROVIDER_ID: TO_DO }), asText(row.DESCRIPTION)],
		rows: (isIt) => holding(searchable(id), isIt),
	});
}

/** A new to-do has the External ID, which none had before. */
export function todoIsFrom(id: string): FindOut {
	return {
		creates: true,
		isMarked: true,
		*answers() {
			const todo = yield* todoFrom(id);
			return todo === undefined ? [] : [{ result: { id: todo.ID } }];
		},
	};
}

/** To-dos whose description holds a text, the oldest first. */
function* holding(text: string, isIt: (row: IDataObject) => boolean): Rows {
	const rows: IDataObject[] = [];
	while (rows.length < MOST) {
		const last = rows.at(-1)?.ID;
		const body = yield method(
			'crm.activity.list',
			{
				order: { ID: 'ASC' },
				filter: {
					PROVIDER_ID: TO_DO,
					'%DESCRIPTION': text,
					...(last === undefined ? {} : { '>ID': last }),
				},
				select: ['ID', 'OWNER_TYPE_ID', 'OWNER_ID', 'PROVIDER_ID', 'DESCRIPTION'],
				start: -1,
			},
			'read',
			WITH_IDS,
		);
		const page = asRows(resultOf(body));
		// A page that begins again shows that the order is not kept.
		if (page.some(({ ID }) => (asNumber(ID) ?? 0) <= (asNumber(last) ?? 0))) return rows;
		rows.push(...page);
		if (page.length < PAGE || page.some(isIt)) break;
	}
	return rows;
}

/** A description of BB code with an External ID. */
export function withExternalId(description: string | null | undefined, id: string): string {
	return withReference(description, asBbCode(id));
}

/** The changes of a to-do: where its description is changed, the External ID in the present one stays. */
export function keepingExternalId(current: IDataObject, changes: IDataObject): IDataObject {
	if (changes.description === undefined) return changes;
	const text = asText(changes.description);
	const kept = keptReference(textOf(current), withoutBbCode(text));
	return kept === null ? changes : { ...changes, description: withExternalId(text, kept) };
}
