import type { IDataObject } from 'n8n-workflow';
import { flag, type Values } from '../../shared/fields';
import { asObject, defined } from '../../shared/values';

/** Two switches of LeadSquared's that the bulk calls lack; vendors/leadsquared.md sections 4.2 and 9. */
export const writeOptions = {
	processFilesAsync: flag('Process Files in Background', 'Whether LeadSquared may store the files of custom field sets after it has answered'),
	validateDropDownOptions: flag('Validate Drop-Down Options', "Whether to send ValidateDropDownOptions as true. LeadSquared's text says that true skips the check of drop-down values; its name says the opposite."),
};

export function flagsOf({ processFilesAsync, validateDropDownOptions }: Partial<Values<typeof writeOptions>>): IDataObject {
	return defined({ ProcessFilesAsync: processFilesAsync, ValidateDropDownOptions: validateDropDownOptions });
}

export function hasFlags(body: unknown): boolean {
	return 'ProcessFilesAsync' in asObject(body) || 'ValidateDropDownOptions' in asObject(body);
}
