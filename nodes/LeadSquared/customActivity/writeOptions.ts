import type { IDataObject } from 'n8n-workflow';
import type { Values } from '../../shared/contract/field';
import { flag, ifAny } from '../../shared/form/fields';
import { defined } from '../../shared/text/unknownJson';

/**
 * Two switches of LeadSquared's; the bulk calls take the second one (docs/contracts/leadsquared.md
 * sections 4.2, 4.5, 9 and 12).
 */
export const writeOptions = {
	processFilesAsync: ifAny(
		flag(
			'Process Files in Background',
			'Whether LeadSquared may store the files of custom field sets after it has answered',
		),
	),
	validateDropDownOptions: flag(
		'Validate Drop-Down Options',
		"Whether to send ValidateDropDownOptions as true. LeadSquared's text says that true " +
			'skips the check of drop-down values; its name says the opposite.',
	),
};

export function flagsOf({
	processFilesAsync,
	validateDropDownOptions,
}: Partial<Values<typeof writeOptions>>): IDataObject {
	return defined({
		ProcessFilesAsync: processFilesAsync,
		ValidateDropDownOptions: validateDropDownOptions,
	});
}
