import { required } from '../../shared/form/fields';
import { picker, textId } from '../../shared/form/recordPickers';
import { ALWAYS } from '../../shared/operation/define';
import { DONE } from '../answerProofs';
import { appNotice, needsApp } from '../needsApp';
import { restMethod } from '../restMethod';
import { isNotThere } from './findOut';

export const remove = restMethod({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a badge',
	description: 'Delete a badge. Needs a CRM administrator.',
	effect: 'write',
	isDestructive: ALWAYS,
	needs: needsApp,
	fields: {
		app: appNotice,
		code: required(picker('Badge', textId('missedVisit'), { search: 'searchBadges' })),
	},
	records: ({ code }) => [code],
	method: 'crm.activity.badge.delete',
	parameters: ({ code }) => ({ code }),
	proof: DONE,
	findOut: ({ code }) => isNotThere(code),
	output: (_result, { code }) => ({ deleted: true, code }),
});
