import { choice, identifier, required, text } from '../../shared/form/fields';
import { asObject } from '../../shared/text/unknownJson';
import { codeAt } from '../answerProofs';
import { TONES } from '../enums';
import { appNotice, needsApp } from '../needsApp';
import { restMethod } from '../restMethod';
import { isThere } from './findOut';

export const create = restMethod({
	value: 'create',
	name: 'Create',
	action: 'Create a badge',
	description:
		'Register a badge that custom activities can show on the Kanban card of a record. Needs a CRM administrator.',
	effect: 'write',
	writes: 'new',
	records: ({ code }) => [code],
	needs: needsApp,
	fields: {
		app: appNotice,
		code: required(identifier('Code', { placeholder: 'e.g. missedVisit' })),
		title: required(text('Title', { placeholder: 'e.g. Visit' })),
		badgeValue: required(text('Badge Text', { placeholder: 'e.g. Missed' })),
		type: required(choice('Color', TONES, { fallback: 'primary' })),
	},
	method: 'crm.activity.badge.add',
	parameters: ({ code, title, badgeValue: value, type }) => ({ code, title, value, type }),
	proof: codeAt('badge', 'code'),
	findOut: (_values, parameters) => isThere({ ...parameters }, { badge: parameters }),
	output: (result, _values, parameters) => ({ ...parameters, ...asObject(asObject(result).badge) }),
});
