import type { IDataObject } from 'n8n-workflow';
import { required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { asNumber, asObject, asRows, asText } from '../../shared/text/unknownJson';
import { details } from '../answerProofs';
import { activityType } from '../customActivity/fields';
import { get as read } from '../vendor';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get an activity type',
	description: 'Read an activity type with its fields',
	effect: 'read',
	fields: { activityType: required(activityType) },
	simplify,
	request: ({ activityType: code }) =>
		read('/ProspectActivity.svc/CustomActivity/GetActivitySetting', details('the activity type'), {
			code,
		}),
	output: (body, _request, { activityType: code }) => ({ ...asObject(body), ActivityEvent: code }),
});

function simplify({ ActivityEvent, ID, Name, DisplayName, Fields }: IDataObject): IDataObject {
	const fields = asRows(Fields).map(
		({ SchemaName, DisplayName: label, DataType, IsMandatory, IsReadOnly }) => ({
			schemaName: SchemaName,
			label,
			dataType: DataType,
			required: IsMandatory === true,
			readOnly: IsReadOnly === true,
		}),
	);
	return {
		code: asNumber(ActivityEvent),
		id: ID,
		name: asText(DisplayName) || asText(Name),
		fields,
	};
}
