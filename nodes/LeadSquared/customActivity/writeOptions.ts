import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Values } from '../../shared/contract/field';
import { flag, ifAny } from '../../shared/form/fields';
import { asNumber, asObject, defined } from '../../shared/text/unknownJson';

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

export const includeLeadScore = flag(
	'Include Lead Score',
	"Whether the output has the lead's new score. Each activity then needs a request of its own.",
);

/**
 * Only the call for one activity on a lead that is there tells the score (section 4.2).
 * @throws InvalidInput where the lead may have to be created
 */
export function wantsScore(
	{ includeLeadScore: asked }: { readonly includeLeadScore?: boolean },
	creates: boolean,
): IDataObject {
	if (asked !== true) return {};
	if (creates)
		throw new InvalidInput(
			'"Include Lead Score" does not work with "Create Missing Lead"',
			'LeadSquared returns the score of existing leads only. Turn off one of the two.',
		);
	return { IncludeLeadScore: true };
}

/** What the answer calls the score is not documented (section 4.2), so a number with the word in its name is taken. */
export function scoreIn(body: unknown): number | undefined {
	const scores = Object.entries(asObject(asObject(body).Message))
		.filter(([name]) => /score/i.test(name))
		.map(([, value]) => asNumber(value));
	return scores.find((score) => score !== undefined);
}
