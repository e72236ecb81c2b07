import type { MatchedPeople, MatchedRecord, PeopleFinders } from '../shared/operation/matchPeople';
import { finderOfType, userFinder } from './people';
import { COMPANY, CONTACT, LEAD } from './recordTypes';

/** Where the people of a portable activity are found in Bitrix24. */

const user = { type: 'user', finder: userFinder };
const [contact, company, lead] = [
	{ type: 'contact', number: CONTACT },
	{ type: 'company', number: COMPANY },
	{ type: 'lead', number: LEAD },
].map(({ type, number }) => ({ type, finder: finderOfType(number, type) }));

export const finders: PeopleFinders = {
	user: [user],
	contact: [contact, lead],
	company: [company],
	lead: [lead, contact],
};

const TYPES: Readonly<Record<string, readonly [number: number, code: string] | undefined>> = {
	lead: [1, 'L_'],
	deal: [2, 'D_'],
	contact: [3, 'C_'],
	company: [4, 'CO_'],
};

/** The short form of a record, such as `C_5`; undefined for what has none. */
function codeOf({ type, id }: MatchedRecord): string | undefined {
	const code = Object.hasOwn(TYPES, type) ? TYPES[type]?.[1] : undefined;
	return code === undefined ? undefined : `${code}${id}`;
}

export function codesOf({ related }: MatchedPeople): string[] {
	return related.map(codeOf).filter((code) => code !== undefined);
}

/** Who a new activity stands at and is with: a deal before anybody, and of the people the first. */
export function placeOf({ related }: MatchedPeople): Readonly<Record<string, unknown>> {
	const person = related.find(({ type }) => ['contact', 'company', 'lead'].includes(type));
	const record = related.find(({ type }) => type === 'deal') ?? person;
	return {
		ownerType: record === undefined ? undefined : String(TYPES[record.type]?.[0]),
		owner: record?.id,
		client: person === undefined ? undefined : codeOf(person),
		phone: person?.phone,
		email: person?.email,
	};
}
