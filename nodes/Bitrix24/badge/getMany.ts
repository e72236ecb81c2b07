import { listIn, recordsOf } from '../../shared/operation/paging';
import { asObject } from '../../shared/text/unknownJson';
import { BADGES } from '../answerProofs';
import { appNotice, needsApp } from '../needsApp';
import { restMethod } from '../restMethod';

/** All badges come at once: nothing to page. */
export const getMany = restMethod({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many badges',
	description: 'List the badges of the portal',
	effect: 'read',
	needs: needsApp,
	fields: { app: appNotice },
	method: 'crm.activity.badge.list',
	parameters: () => ({}),
	proof: BADGES,
	output: (result) =>
		listIn(recordsOf(asObject(result).badges ?? result), { vendor: 'Bitrix24', records: 'badges' }),
});
