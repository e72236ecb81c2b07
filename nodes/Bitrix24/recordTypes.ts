import { NUMBER_ID, type IdKind } from '../shared/form/recordPickers';

/** Types of CRM records by their numbers; docs/contracts/bitrix24.md section 2.1. */
export const LEAD = 1;
export const DEAL = 2;
export const CONTACT = 3;
export const COMPANY = 4;

export interface CrmRecord {
	readonly typeId: number;
	readonly id: number;
}

const TYPES_BY_CODE: Readonly<Record<string, number>> = {
	L: LEAD,
	D: DEAL,
	C: CONTACT,
	CO: COMPANY,
};

/** A CRM record in Bitrix24's own short form, `C_5` for contact 5 (docs/contracts/bitrix24.md section 2.1). */
export const SHORT_CODE: IdKind<CrmRecord> = {
	looksLike: 'a short code such as C_5 (contact), CO_7 (company) or L_1 (lead)',
	placeholder: 'e.g. C_5',
	parse(text) {
		const [, code = '', id = ''] = /^([A-Z]{1,2})_(\d+)$/i.exec(text) ?? [];
		const typeId = TYPES_BY_CODE[code.toUpperCase()];
		const recordId = NUMBER_ID.parse(id);
		return typeId === undefined || recordId === undefined ? undefined : { typeId, id: recordId };
	},
};

/** The same of a contact, company or lead: a deal is nobody who can be called, met or written to (section 2.2). */
export const CLIENT_CODE: IdKind<CrmRecord> = {
	...SHORT_CODE,
	parse(text) {
		const record = SHORT_CODE.parse(text);
		return record?.typeId === DEAL ? undefined : record;
	},
};

/** A record in its short form. @returns an empty text for a type that has none here */
export function shortCodeOf({ typeId, id }: CrmRecord): string {
	const code = Object.keys(TYPES_BY_CODE).find((one) => TYPES_BY_CODE[one] === typeId);
	return code === undefined ? '' : `${code}_${id}`;
}
