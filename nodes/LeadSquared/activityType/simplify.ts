import type { IDataObject } from 'n8n-workflow';
import { asNumber, asRows, asText, defined } from '../../shared/text/unknownJson';

/** A type with its fields. */
export function simplify({
	ActivityEvent,
	ID,
	Name,
	DisplayName,
	Fields,
}: IDataObject): IDataObject {
	return {
		code: asNumber(ActivityEvent),
		id: ID,
		name: asText(DisplayName) || asText(Name),
		fields: asRows(Fields).map(fieldOf),
	};
}

function fieldOf(field: IDataObject): IDataObject {
	return {
		schemaName: field.SchemaName,
		label: field.DisplayName,
		dataType: field.DataType,
		required: field.IsMandatory === true,
		readOnly: field.IsReadOnly === true,
	};
}

/** What was written of a type. @param sent as LeadSquared takes it */
export function written(code: unknown, sent: IDataObject): IDataObject {
	const isOn = (bit: unknown) => (bit === undefined ? undefined : asNumber(bit) === 1);
	return defined({
		code: asNumber(code),
		name: sent.ActivityEventName,
		score: asNumber(sent.Score),
		direction: sent.Direction,
		allowAttachments: isOn(sent.AllowAttachments),
		showInActivityGrid: isOn(sent.ShowInActivityGrid),
		trackLocation: isOn(sent.TrackLocation),
		fields: sent.Fields === undefined ? undefined : asRows(sent.Fields).map(fieldOf),
	});
}
