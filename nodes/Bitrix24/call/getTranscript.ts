import { required } from '../../shared/form/fields';
import { asObject, asText } from '../../shared/text/unknownJson';
import { TRANSCRIPT } from '../answerProofs';
import { activityId } from '../recordPickers';
import { restMethod } from '../restMethod';

export const getTranscript = restMethod({
	value: 'getTranscript',
	name: 'Get Transcript',
	action: 'Get transcript of a call',
	description:
		'Read the transcript that the AI of Bitrix24 has made of a call. Empty until there is one.',
	effect: 'read',
	fields: { activityId: required(activityId) },
	method: 'crm.activity.call.getTranscript',
	parameters: ({ activityId: id }) => ({ activityId: id }),
	proof: TRANSCRIPT,
	output: (result, { activityId: id }) => ({
		activityId: id,
		transcript: asText(asObject(result).transcription),
	}),
});
