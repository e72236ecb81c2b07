import { required } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { asObject } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { idAt } from '../answerProofs';
import { restMethod } from '../restMethod';
import { simplify } from './fields';

export const get = restMethod({
	value: 'get',
	name: 'Get',
	action: 'Get a timeline log entry',
	description: 'Read one log entry that was made through the API',
	effect: 'read',
	fields: { logId: required(picker('Log Entry', NUMBER_ID)) },
	simplify,
	addresses,
	method: 'crm.timeline.logmessage.get',
	parameters: ({ logId: id }) => ({ id }),
	proof: idAt('logMessage', 'id'),
	about: ({ logId: id }) => id,
	output: (result) => asObject(asObject(result).logMessage),
});
