import type { IDataObject } from 'n8n-workflow';
import { asObject, asText, isObject } from '../../shared/text/unknownJson';

/** Settings of a meeting by the names under which they are written; they are shown in capitals (section 2.13). */
const KEPT = ['notify', 'allow_invite', 'hide_guests'];

/**
 * Settings are replaced as a whole, so those that are not changed go along. To ask the attendees once more is none of
 * them: Bitrix24 does it with the change, and shows it as off ever after.
 * @returns undefined where none is changed
 */
export function wholeMeeting(changes: unknown, present: unknown): IDataObject | undefined {
	if (!isObject(changes)) return undefined;
	const shown = asObject(present);
	const kept = KEPT.filter((name) => shown[name.toUpperCase()] !== undefined);
	return {
		...Object.fromEntries(kept.map((name) => [name, isOn(shown[name.toUpperCase()])])),
		...changes,
	};
}

/** PHP has several ways to say it. */
function isOn(value: unknown): boolean {
	return value === true || ['1', 'true', 'Y'].includes(asText(value));
}

/** Whether the attendees are asked once more: no event shows it. */
export function asksAgain(meeting: unknown): boolean {
	return asObject(meeting).reinvite === true;
}

/** The settings that were written and that an event shows; undefined where there are none. */
export function shownSettings(written: unknown): IDataObject | undefined {
	const shown = Object.entries(asObject(written)).filter(([name]) => KEPT.includes(name));
	return shown.length === 0 ? undefined : Object.fromEntries(shown);
}
