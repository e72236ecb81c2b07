import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Values } from '../../shared/contract/field';
import { choice, collection, date, flag, required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { asObject, asText, defined } from '../../shared/text/unknownJson';
import { changedSince } from './conflict';
import { ACTIVITY_FIELDS, activityBody, activityId, notesOption } from './fields';
import { asInput, readActivity } from './present';
import { changesFromPortable } from './portable';
import { replacing } from './requests';
import { startBefore, staysAsIs } from '../times';
import { written } from './simplify';

export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update an activity',
	description: 'Change an activity. Fields you leave out stay unchanged.',
	effect: 'write',
	writes: 'present',
	records: ({ activityId: id }) => [id],
	fields: {
		activityId: required(activityId),
		updateFields: collection('Update Fields', ACTIVITY_FIELDS),
	},
	fromPortable: changesFromPortable,
	options: {
		...notesOption,
		ifChanged: choice(
			'On Conflict',
			[
				{
					name: 'Do Not Update',
					value: 'fail',
					description: 'The item fails and nothing is written',
				},
				{
					name: 'Update and Flag',
					value: 'update',
					description:
						'Only the fields that are filled in are changed; the output has changedMeanwhile',
				},
			],
			{
				fallback: 'update',
				description: 'What to do if somebody changed the activity after this workflow had read it',
			},
		),
		knownSince: date('Last Known Change', 'end', {
			description:
				'When the activity was last changed as far as this workflow knows, such as {{ ' +
				'$json.updatedAt }}. Not needed if the input item is the activity as Get or Get Many ' +
				'gave it.',
		}),
		muteInvitations: flag(
			'Mute Invitations',
			'Whether to turn off both invitation flags when saving, so that Deskera sends no invitation again',
		),
	},
	*steps(
		{ activityId: id, updateFields },
		{ ifChanged, knownSince, muteInvitations, notesAreBase64 },
		item,
	) {
		const { start, end } = updateFields;
		const isMadeUp = item.madeUp('updateFields.start');
		const fields = { ...updateFields, start: startBefore(start, end, isMadeUp) };
		const wanted = mustChange(activityBody(fields, notesAreBase64));
		if (muteInvitations === true) checkMuted(updateFields);
		const current = asObject(yield readActivity(id));
		const changedMeanwhile = changedSince(current, {
			known: knownSince,
			input: item.input,
			refuse: ifChanged === 'fail',
		});
		const present = asInput(current);
		const changes = isMadeUp ? saidOf(wanted, present) : wanted;
		const merged = { ...present, ...changes };
		if ('start' in changes || 'end' in changes) checkOrder(merged);
		const muted =
			muteInvitations === true
				? { is_send_invitation: false, is_send_contacts_invitation: false }
				: {};
		yield replacing(id, { ...present, ...muted, ...changes });
		return { ...written(id, changes), ...defined({ changedMeanwhile }) };
	},
});

/** A portable activity that says no start moves it only along with its end. */
function saidOf({ start, ...rest }: IDataObject, present: IDataObject): IDataObject {
	return start === undefined || staysAsIs(present, rest.end) ? rest : { ...rest, start };
}

/** @throws InvalidInput where invitations are to be muted and sent: real mail can't be taken back */
function checkMuted(fields: Partial<Values<typeof ACTIVITY_FIELDS>>): void {
	const { is_send_invitation: toAssignees, is_send_contacts_invitation: toContacts } =
		ACTIVITY_FIELDS;
	const sent =
		fields.is_send_invitation === true
			? toAssignees
			: fields.is_send_contacts_invitation === true
				? toContacts
				: undefined;
	if (sent !== undefined)
		throw new InvalidInput(
			`"${sent.label}" is on, and "Mute Invitations" too`,
			'Turn off one of the two.',
		);
}

/** Times in UTC, whole seconds. @throws InvalidInput where a changed one does not fit the other */
export function checkOrder(merged: IDataObject): void {
	const [start, end] = [merged.start, merged.end].map(asText);
	if (start === '' || end === '' || start <= end) return;
	const advice = `The activity would start at ${start} and end at ${end}. Change both.`;
	throw new InvalidInput('"End" is before "Start"', advice);
}
