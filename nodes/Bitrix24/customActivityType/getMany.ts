import type { IDataObject } from 'n8n-workflow';
import { listIn, recordsOf } from '../../shared/operation/paging';
import { asNumber } from '../../shared/text/unknownJson';
import { listAt } from '../answerProofs';
import { appNotice, needsApp } from '../needsApp';
import { restMethod } from '../restMethod';

/** An app's own types come at once: nothing to page. */
export const getMany = restMethod({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many custom activity types',
	description: 'List the activity types that your app has registered',
	effect: 'read',
	needs: needsApp,
	fields: { app: appNotice },
	simplify,
	method: 'crm.activity.type.list',
	parameters: () => ({}),
	proof: listAt(),
	output: (result) => listIn(recordsOf(result), { vendor: 'Bitrix24', records: 'activity types' }),
});

function simplify({ TYPE_ID, NAME, IS_CONFIGURABLE_TYPE, ICON_ID }: IDataObject): IDataObject {
	return {
		typeId: TYPE_ID,
		name: NAME,
		configurable: IS_CONFIGURABLE_TYPE === 'Y',
		iconId: asNumber(ICON_ID),
	};
}
