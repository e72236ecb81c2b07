import type { IDataObject } from 'n8n-workflow';
import type { FindOut, RequestSpec } from '../../shared/contract/call';
import { about } from '../../shared/http/proof';
import { holdsValues, isGone } from '../../shared/operation/findOut';
import { readsLike } from '../../shared/text/sameValues';
import { asObject } from '../../shared/text/unknownJson';
import { idAt } from '../answerProofs';
import { isAmongRows } from '../recentRows';
import { typeWord } from '../relatedRecords';
import { method, resultOf } from '../vendor';

/** The new comment is among the newest of its record; docs/contracts/bitrix24.md section 2.7. */
export function commentIsListed(ownerType: number, owner: number, comment: string): FindOut {
	return isAmongRows({
		list: 'crm.timeline.comment.list',
		parameters: {
			order: { ID: 'DESC' },
			filter: { ENTITY_ID: owner, ENTITY_TYPE: typeWord(ownerType) },
			select: ['ID', 'CREATED', 'COMMENT'],
		},
		created: 'CREATED',
		isIt: (row) => readsLike({ COMMENT: comment }, row),
		result: ({ ID }) => ID,
	});
}

function readComment(id: number): RequestSpec {
	return method('crm.timeline.comment.get', { id }, 'read', about(id, idAt('ID')));
}

/** Files are not compared: they come back under other names. */
export function commentHolds(id: number, { FILES, ...fields }: IDataObject): FindOut | undefined {
	if (FILES !== undefined) return undefined;
	return holdsValues(fields, {
		read: readComment(id),
		record: (body) => asObject(resultOf(body)),
		answer: () => ({ result: id }),
	});
}

export function commentIsGone(id: number): FindOut {
	return isGone(readComment(id), { result: null });
}
