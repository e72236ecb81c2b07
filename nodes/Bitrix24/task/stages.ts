import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { InvalidInput } from '../../shared/contract/errors';
import type { Field, Place } from '../../shared/contract/field';
import type { RecordSearch } from '../../shared/contract/people';
import { isBlank, trimmed } from '../../shared/form/blank';
import { picker, type IdKind } from '../../shared/form/recordPickers';
import {
	asNumber,
	asObject,
	asRows,
	asText,
	isInvalid,
	isObject,
} from '../../shared/text/unknownJson';
import { STAGES } from '../answerProofs';
import { method, resultOf } from '../vendor';

/** Stages of a Kanban board or of My Planner; docs/contracts/bitrix24.md section 2.8. */

/** A stage by its number; 0 is the first one of a board. */
const STAGE_ID: IdKind<number> = {
	looksLike: 'the ID or the name of a stage',
	placeholder: 'e.g. 12',
	parse: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined),
};

/** @param group 0 for the planner of the user of the credential */
export function stagesRequest(group: number): RequestSpec {
	return method('task.stages.get', { entityId: group }, 'read', STAGES);
}

/** The stages of an answer, a map by their IDs, in the order of the board. */
export function stagesIn(body: unknown): IDataObject[] {
	const result = resultOf(body);
	const found = Array.isArray(result) ? asRows(result) : Object.values(asObject(result));
	return found.map(asObject).sort((a, b) => (asNumber(a.SORT) ?? 0) - (asNumber(b.SORT) ?? 0));
}

/** Group and name in one key, as a look-up has one. */
const SEPARATOR = ' ';
const keyOf = (group: number, name: string) => `${group}${SEPARATOR}${compared(name)}`;
/** Without what nobody sees: names are copied from boards, with blanks of all kinds. */
const compared = (name: unknown) => trimmed(asText(name)).replace(/\s+/g, ' ').toLowerCase();
const groupIn = (key: string) => Number(key.slice(0, key.indexOf(SEPARATOR)));
const nameIn = (key: string) => key.slice(key.indexOf(SEPARATOR) + 1);

/** A stage by its name, in any case. */
const stageByName: RecordSearch = {
	record: 'stage',
	by: 'name',
	request: (key) => stagesRequest(groupIn(key)),
	read: (body, key) =>
		stagesIn(body)
			.filter(({ TITLE }) => compared(TITLE) === nameIn(key))
			.map(({ ID, TITLE }) => ({ id: asText(ID), name: asText(TITLE) })),
	missing: (key) => ({
		title:
			groupIn(key) === 0
				? `My Planner has no stage with the name "${nameIn(key)}"`
				: `The workgroup ${groupIn(key)} has no stage with the name "${nameIn(key)}"`,
		advice: 'Pick the stage from the list, or enter its ID.',
	}),
};

const byIdOrList = picker('Stage', STAGE_ID, {
	search: 'searchStages',
	description: 'A stage of the workgroup, from the list, by its name or by its ID',
});

/** Names of the field that holds the workgroup, in the forms that have a stage. */
const GROUPS = ['GROUP_ID', 'group'];

/**
 * A stage, which may be given by its name where the workgroup stands before it in the form.
 * @param planner whether no workgroup means My Planner
 */
function stageField(planner: boolean): Field<number | undefined> {
	return {
		...byIdOrList,
		looksUp: true,
		property(name) {
			const property = byIdOrList.property(name);
			const modes = property.modes ?? [];
			const byName = {
				displayName: 'By Name',
				name: 'name',
				type: 'string' as const,
				placeholder: 'e.g. In Progress',
			};
			return { ...property, modes: [...modes, byName] };
		},
		read(raw, place) {
			const name = nameOf(raw);
			if (name === undefined) return byIdOrList.read(raw, place);
			const group = groupBeside(place) ?? (planner ? 0 : undefined);
			if (group === undefined)
				throw new InvalidInput(
					`"Stage" is the name "${name}", and "Workgroup" is empty`,
					'Fill in Workgroup too, as every workgroup has stages of its own, or enter the ID of the stage.',
				);
			return Number(place.records.idOf(stageByName, keyOf(group, name), byIdOrList.label));
		},
	};
}

/** The name that is given in place of an ID; it may be a number, such as a year. */
function nameOf(raw: unknown): string | undefined {
	const isLocator = isObject(raw) && '__rl' in raw;
	const value = isLocator ? raw.value : raw;
	if (isBlank(value) || isInvalid(value) || !['number', 'string'].includes(typeof value))
		return undefined;
	const name = trimmed(asText(value));
	const isName = (isLocator && raw.mode === 'name') || STAGE_ID.parse(name) === undefined;
	return isName ? name : undefined;
}

function groupBeside({ beside = {} }: Place): number | undefined {
	return GROUPS.map((name) => asNumber(beside[name])).find((id) => id !== undefined);
}

export const stage = stageField(false);
export const stageOrPlanner = stageField(true);
