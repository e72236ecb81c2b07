import { files, required, text } from '../../shared/form/fields';
import { defined } from '../../shared/text/unknownJson';
import { DONE } from '../answerProofs';
import { appNotice, needsApp } from '../needsApp';
import { restMethod } from '../restMethod';
import { filesBody } from '../uploads';
import { isThere } from './findOut';

export const create = restMethod({
	value: 'create',
	name: 'Create',
	action: 'Create a custom activity type',
	description: 'Register a type of activity of your own. Needs an administrator.',
	effect: 'write',
	writes: 'new',
	records: ({ typeId }) => [typeId],
	needs: needsApp,
	fields: {
		app: appNotice,
		typeId: required(
			text('Type ID', {
				placeholder: 'e.g. SITE_VISIT',
				description: "Internal name of the type. It can't be changed later.",
			}),
		),
		name: required(text('Name', { placeholder: 'e.g. Site Visit' })),
		icon: files('Icon', 'An image of the input item'),
	},
	method: 'crm.activity.type.add',
	parameters: ({ typeId: TYPE_ID, name: NAME, icon }, item) => ({
		fields: defined({
			TYPE_ID,
			NAME,
			// Types of the other kind are for activities that no operation makes.
			IS_CONFIGURABLE_TYPE: 'Y',
			ICON_FILE: icon && filesBody(icon, item, 'Icon')[0],
		}),
	}),
	files: ({ icon }) => icon,
	proof: DONE,
	findOut: ({ typeId: TYPE_ID, name: NAME }) => isThere({ TYPE_ID, NAME }, true),
	output: (_result, { typeId, name }) => ({
		typeId,
		name,
		configurable: true,
	}),
});
