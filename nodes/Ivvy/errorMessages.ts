import type { ErrorMessage } from '../shared/contract/call';

const OWNER =
	'Pick it from the list. For an opportunity set Belongs To to Opportunity and fill in its venue.';
const ONE_OWNER =
	'Set Belongs To to one kind of record. Only a company and a contact may be given ' +
	'together: the contact is then added to the company.';

/**
 * What iVvy's specific codes mean and what to do; docs/contracts/ivvy.md sections 4.2, 6.1, 7.1 and
 * 8 to 10.
 */
export const SENTENCES: Readonly<Record<string, ErrorMessage>> = {
	23005: {
		kind: 'auth',
		title: 'iVvy refused the request because its date is more than five minutes off',
		advice: 'Set the clock of the n8n server (for example with NTP) and run again.',
	},
	23016: {
		kind: 'invalid',
		title: 'iVvy does not accept one of the values',
		advice: 'Correct the field named here; iVvy reports one at a time.',
	},
	23017: {
		kind: 'invalid',
		title: 'iVvy misses a required value',
		advice: 'Fill in the field named here.',
	},

	24091: {
		kind: 'invalid',
		title: 'iVvy could not save the background job',
		advice: 'Run it again, or switch Batch Items off.',
	},
	24092: {
		kind: 'invalid',
		title: 'iVvy does not accept a call of the background job',
		advice: 'Switch Batch Items off.',
	},
	24093: {
		kind: 'invalid',
		title: 'iVvy does not accept a call of the background job',
		advice: 'Switch Batch Items off.',
	},
	24105: {
		kind: 'missing',
		title: 'iVvy does not find the background job',
		advice: 'It keeps jobs for two days.',
	},
	24114: {
		kind: 'invalid',
		title: 'The background job is not done yet',
		advice: 'Look at its records before you run these items again.',
	},
	24115: {
		kind: 'missing',
		title: 'iVvy does not find the background job',
		advice: 'It keeps jobs for two days.',
	},
	24448: {
		kind: 'invalid',
		title: 'The background job has too many calls',
		advice: 'Set Batch Size to 200 or less.',
	},
	24096: {
		kind: 'missing',
		title: 'The contact does not exist',
		advice: 'Pick the contact from the list, or check its ID.',
	},
	24153: {
		kind: 'missing',
		title: 'The company does not exist',
		advice: 'Pick the company from the list, or check its ID.',
	},
	24215: {
		kind: 'invalid',
		title: 'The request to iVvy names nothing of the lead',
		advice: 'Fill in at least one field.',
	},
	24216: {
		kind: 'missing',
		title: 'The lead does not exist',
		advice: 'Pick it from the list, or check its ID.',
	},
	24218: {
		kind: 'invalid',
		title: 'The lead has a value that iVvy does not accept',
		advice: 'Correct the field named here.',
	},
	24221: {
		kind: 'invalid',
		title: 'The request to iVvy names nothing of the opportunity',
		advice: 'Fill in at least one field.',
	},
	24222: {
		kind: 'missing',
		title: 'The opportunity does not exist',
		advice: 'Pick it from the list, or check its ID and its venue.',
	},
	24224: {
		kind: 'invalid',
		title: 'The opportunity has a value that iVvy does not accept',
		advice: 'Correct the field named here.',
	},
	24227: {
		kind: 'invalid',
		title: 'The request to iVvy does not say which lead is to become an opportunity',
		advice: 'Fill in the lead, the venue and the stage.',
	},
	24228: {
		kind: 'missing',
		title: 'The lead that is to become an opportunity does not exist',
		advice: 'Pick it from the list, or check its ID.',
	},
	24300: {
		kind: 'missing',
		title: 'The activity purpose does not exist',
		advice: 'Check the ID of the purpose.',
	},
	24301: {
		kind: 'invalid',
		title: 'iVvy could not save the activity purpose',
		advice: 'iVvy gives no reason. Check that the user of the API key may edit purposes.',
	},
	24302: {
		kind: 'invalid',
		title: 'The activity purpose has a value that iVvy does not accept',
		advice: 'Check its name and type.',
	},
	24303: {
		kind: 'invalid',
		title: 'The activity purpose has a value that iVvy does not accept',
		advice: 'Check its name and type.',
	},
	24434: {
		kind: 'missing',
		title: 'The note does not exist',
		advice: 'Check the note ID; Get Many lists the notes of a record.',
	},
	24435: {
		kind: 'invalid',
		title: 'iVvy could not save the note',
		advice: 'iVvy gives no reason. Check that the user of the API key may write notes.',
	},
	24436: {
		kind: 'invalid',
		title: 'iVvy checked the note and then refused it',
		advice: 'Correct what iVvy names here.',
	},
	24437: {
		kind: 'invalid',
		title: 'The note has a value that iVvy does not accept',
		advice: 'Check the text, and that the note belongs to this record.',
	},
	24438: {
		kind: 'missing',
		title: 'The venue of the note does not exist',
		advice: 'Pick the venue from the list.',
	},
	24441: {
		kind: 'missing',
		title: 'The lead of the note does not exist',
		advice:
			'Pick it from the list. For an opportunity set Note On to Opportunity and fill in its venue.',
	},

	24389: {
		kind: 'missing',
		title: 'The lead or opportunity of the task does not exist',
		advice: OWNER,
	},
	24390: {
		kind: 'missing',
		title: 'The contact of the task does not exist',
		advice: 'Pick the contact from the list, or check its ID.',
	},
	24391: {
		kind: 'missing',
		title: 'The company of the task does not exist',
		advice: 'Pick the company from the list, or check its ID.',
	},
	24392: {
		kind: 'missing',
		title: 'The task does not exist',
		advice: 'Check the task ID. It may have been deleted in iVvy.',
	},
	24393: {
		kind: 'invalid',
		title: 'iVvy could not save the task',
		advice: 'iVvy gives no reason. Check that the user of the API key may edit this task.',
	},
	24394: {
		kind: 'invalid',
		title: 'iVvy checked the task and then refused it',
		advice: 'Correct what iVvy names here.',
	},
	24395: {
		kind: 'invalid',
		title: 'The task has a value that iVvy does not accept',
		advice:
			'Correct the field named here. An opportunity needs its venue: set Belongs To to Opportunity.',
	},
	24396: { kind: 'invalid', title: 'A task can belong to one record only', advice: ONE_OWNER },

	24397: {
		kind: 'missing',
		title: 'The lead or opportunity of the activity does not exist',
		advice: OWNER,
	},
	24398: {
		kind: 'missing',
		title: 'The contact of the activity does not exist',
		advice: 'Pick the contact from the list, or check its ID.',
	},
	24399: {
		kind: 'missing',
		title: 'The company of the activity does not exist',
		advice: 'Pick the company from the list, or check its ID.',
	},
	24400: {
		kind: 'missing',
		title: 'The activity does not exist',
		advice: 'Check the activity ID. It may have been deleted in iVvy.',
	},
	24401: {
		kind: 'invalid',
		title: 'iVvy could not save the activity',
		advice: 'iVvy gives no reason. Check that the user of the API key may edit this activity.',
	},
	24402: {
		kind: 'invalid',
		title: 'iVvy checked the activity and then refused it',
		advice: 'Correct what iVvy names here.',
	},
	24403: {
		kind: 'invalid',
		title: 'The activity has a value that iVvy does not accept',
		advice:
			'Correct the field named here. An opportunity needs its venue: set Belongs To to Opportunity.',
	},
	24404: { kind: 'invalid', title: 'An activity can belong to one record only', advice: ONE_OWNER },
};
