import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { InvalidInput, Refused } from '../../shared/contract/errors';
import { about } from '../../shared/http/proof';
import { asArray, asNumber, asRows, defined } from '../../shared/text/unknownJson';
import { idAt } from '../answerProofs';
import { NO_ACTIVITY } from '../methodErrors';
import { method, resultOf } from '../vendor';
import { isTodo } from './record';
import { readWithFiles } from './requests';
import { activityHolds } from './findOut';
import { keepingExternalId } from './todoReference';

/** Methods that change one property and leave the others alone; docs/contracts/bitrix24.md section 2.3. */
const SINGLE: Readonly<Record<string, readonly [call: string, parameter: string]>> = {
	deadline: ['updateDeadline', 'value'],
	description: ['updateDescription', 'value'],
	colorId: ['updateColor', 'colorId'],
	responsibleId: ['updateResponsibleUser', 'responsibleId'],
};

/** Says which to-do it is. */
const OF_RECORD = ['id', 'ownerTypeId', 'ownerId'];
/** Where an activity that is read has what the methods for to-dos write; color, reminders and parent are not shown. */
const SHOWN_AS: Readonly<Record<string, string>> = {
	deadline: 'DEADLINE',
	title: 'SUBJECT',
	description: 'DESCRIPTION',
	responsibleId: 'RESPONSIBLE_ID',
};

/** Only the whole write changes these. */
const WHOLE_ONLY: Readonly<Record<string, string>> = {
	pingOffsets: 'Reminders',
	parentActivityId: 'Parent Activity',
};
/** What the whole write resets unless it is told, and no call tells (section 12). */
const UNTOLD: Readonly<Record<string, string>> = { ...WHOLE_ONLY, colorId: 'Color' };

/** Whether only the whole write can make the changes. */
export function isWholeWrite(changes: IDataObject): boolean {
	return Object.keys(WHOLE_ONLY).some((name) => name in changes);
}

/**
 * @throws InvalidInput before anything is sent, when the only call that makes a change would
 * reset what nobody has filled in
 */
export function checkWhole(changes: IDataObject): void {
	const [first] = Object.keys(WHOLE_ONLY).filter((name) => name in changes);
	if (first === undefined) return;
	const untold = Object.keys(UNTOLD)
		.filter((name) => !(name in changes))
		.map((name) => `"${UNTOLD[name]}"`);
	if (untold.length > 0)
		throw new InvalidInput(
			`"${UNTOLD[first]}" of a to-do can't be changed without ${untold.join(' and ')}`,
			'Bitrix24 writes the whole to-do for it, does not tell these values, and would reset ' +
				`them. Fill in ${untold.join(' and ')} too. To have none, leave the field empty and ` +
				'set Blank Values to Clear the Field; Color has the choice Default.',
		);
}

/** The calls that change one property each, and leave everything else of the to-do as it is. */
export function* singly(
	id: number,
	current: IDataObject,
	changes: IDataObject,
): Generator<RequestSpec, void, unknown> {
	const of = ownerOf(id, current);
	for (const [place, [name, value]] of Object.entries(changes).entries()) {
		const [call, parameter] = SINGLE[name];
		yield todoMethod(call, { ...of, [parameter]: value }, place === 0 ? current : undefined);
	}
}

/**
 * Writes the to-do anew, with everything that it has and that can be said. @throws InvalidInput
 * for one with files, which can't be said
 * @returns what was changed
 */
export function* rewrite(
	id: number,
	wanted: IDataObject,
): Generator<RequestSpec, IDataObject, unknown> {
	const [current] = asRows(resultOf(yield readWithFiles(id)));
	if (current === undefined) throw new Refused({ ...NO_ACTIVITY });
	const of = ownerOf(id, current);
	if (asArray(current.FILES).length > 0)
		throw new InvalidInput(
			`The to-do ${id} has files, which Bitrix24 would remove with this change`,
			'Change its reminders and its parent activity in Bitrix24, or leave them out here.',
		);
	const kept = {
		deadline: current.DEADLINE,
		title: current.SUBJECT,
		description: current.DESCRIPTION,
		responsibleId: asNumber(current.RESPONSIBLE_ID),
	};
	const changes = keepingExternalId(current, wanted);
	const { parentActivityId, colorId, ...rest } = changes;
	yield todoMethod(
		'update',
		defined({
			...of,
			...kept,
			...rest,
			parentActivityId: parentActivityId ?? undefined,
			colorId: colorId === '' ? undefined : colorId,
		}),
		current,
	);
	return changes;
}

/** To-do methods want the owner again. @throws InvalidInput for an activity of another kind */
export function ownerOf(id: number, current: IDataObject): IDataObject {
	const { OWNER_TYPE_ID, OWNER_ID } = current;
	if (!isTodo(current))
		throw new InvalidInput(
			`Activity ${id} is not a to-do`,
			'Only to-dos have Color, Parent Activity and Reminders. Remove these fields.',
		);
	return { id, ownerTypeId: asNumber(OWNER_TYPE_ID), ownerId: asNumber(OWNER_ID) };
}

/** @param before the to-do as it was just before, where only a part of what is written can be read */
function todoMethod(call: string, parameters: IDataObject, before?: IDataObject): RequestSpec {
	const { id, value } = parameters;
	const rest = Object.fromEntries(
		Object.entries(parameters).filter(([name]) => !OF_RECORD.includes(name)),
	);
	const one = Object.keys(SINGLE).find((name) => SINGLE[name][0] === call) ?? '';
	const written = value === undefined ? rest : { [one]: value };
	const shown = Object.entries(written).map(([name, said]) => [SHOWN_AS[name] ?? name, said]);
	const answer = { result: { id } };
	return {
		...method(`crm.activity.todo.${call}`, parameters, 'write', about(id, idAt('id'))),
		findOut: activityHolds(asNumber(id), Object.fromEntries(shown) as IDataObject, answer, before),
	};
}
