import type { IDataObject } from 'n8n-workflow';
import { related } from '../shared/operation/simplifiedRecord';
import { asNumber, asText } from '../shared/text/unknownJson';

const WORDS: Readonly<Record<number, string>> = {
	1: 'lead',
	2: 'deal',
	3: 'contact',
	4: 'company',
	7: 'quote',
	14: 'order',
	31: 'smart_invoice',
};

/** Short codes of the types, as tasks name their records (docs/contracts/bitrix24.md section 2.1). */
const TYPES_BY_CODE: Readonly<Record<string, number>> = {
	L: 1,
	D: 2,
	C: 3,
	CO: 4,
	Q: 7,
	O: 14,
	SI: 31,
};

/**
 * Comments name the type of a record by a word; smart processes are `dynamic_177`
 * (docs/contracts/bitrix24.md section 2.7).
 */
export function typeWord(ownerType: number): string {
	return WORDS[ownerType] ?? `dynamic_${ownerType}`;
}

/** The CRM record by number of its type: `{ type, id, name, typeId }`, in a list of one or none. */
export function recordOfType(typeId: unknown, id: unknown): IDataObject[] {
	const type = asNumber(typeId);
	return type === undefined
		? []
		: related(typeWord(type), asNumber(id), undefined, { typeId: type });
}

/** The same by the word for its type. */
export function recordOfWord(word: unknown, id: unknown): IDataObject[] {
	const type = asText(word).toLowerCase();
	const known = Object.entries(WORDS).find(([, name]) => name === type)?.[0];
	const typeId = asNumber(known ?? /^dynamic_(\d+)$/.exec(type)?.[1]);
	return related(type, asNumber(id), undefined, typeId === undefined ? {} : { typeId });
}

/** The records of a task, which it names by short codes such as `D_10` or, of a smart process, `Tb1_6`. */
export function recordsOfCodes(codes: unknown): IDataObject[] {
	return (Array.isArray(codes) ? codes : []).flatMap((code) => {
		const [short = '', id] = asText(code).split('_');
		const hex = /^T([0-9a-f]+)$/i.exec(short)?.[1];
		return recordOfType(
			hex === undefined ? TYPES_BY_CODE[short.toUpperCase()] : parseInt(hex, 16),
			id,
		);
	});
}
