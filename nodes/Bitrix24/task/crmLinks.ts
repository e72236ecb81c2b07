import { InvalidInput } from '../../shared/contract/errors';
import type { Field } from '../../shared/contract/field';
import { pickers } from '../../shared/form/recordPickers';
import { clientFinder } from '../people';

const CODE = /^(?:L|D|C|CO|SI|Q|I|O|T[0-9a-f]+)_\d+$/i;

/**
 * CRM records in Bitrix24's short form: `D_10`, `C_5`, smart processes `T80_6`
 * (docs/contracts/bitrix24.md section 2.1).
 */
export function crmRecords(
	description: string,
	{ codes, looksLike }: { readonly codes: RegExp; readonly looksLike: string },
): Field<readonly string[] | undefined> {
	return pickers(
		'CRM Records',
		'Record',
		{
			looksLike,
			placeholder: 'e.g. D_10',
			parse: (text) => (codes.test(text) ? withType(text) : undefined),
		},
		{ search: 'searchLinkable', people: clientFinder, description },
	);
}

export const crmLinks = crmRecords(
	'Records that the task is linked to. On update they replace the current ones.',
	{
		codes: CODE,
		looksLike:
			'a short code such as D_10 (deal), C_5 (contact), CO_7 (company), L_1 (lead) or T80_6 (smart process)',
	},
);

/** The type in capitals, but the hexadecimal number of a smart process as Bitrix24 writes it. */
function withType(text: string): string {
	const [type, id] = text.split('_');
	if (type === undefined || id === undefined) throw new InvalidInput(`"${text}" is no short code`);
	return `${/^t/i.test(type) ? `T${type.slice(1).toLowerCase()}` : type.toUpperCase()}_${id}`;
}
