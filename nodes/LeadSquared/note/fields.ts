import { InvalidInput } from '../../shared/contract/errors';
import type { Field } from '../../shared/contract/field';
import { text } from '../../shared/form/fields';
import { GUID_ID, picker } from '../../shared/form/recordPickers';
import { shown } from '../../shared/text/sentences';

/** Notes stand beside the activities of a lead (docs/contracts/leadsquared.md section 4.15). */
export const noteId = picker('Note', GUID_ID, {
	search: 'searchNotes',
	description: 'The note. The list shows those of the lead above.',
});

export const noteText = text('Text', { rows: 4, description: 'The text of the note' });

const ATTACHMENT = text('Attachment URL', {
	placeholder: 'e.g. https://example.com/offer.pdf',
	description: 'URL of the file to attach. LeadSquared accepts links only.',
});

export const attachmentUrl: Field<string | undefined> = {
	...ATTACHMENT,
	read(raw, place) {
		const url = ATTACHMENT.read(raw, place)?.trim();
		if (url === undefined || /^https?:\/\/\S+$/i.test(url)) return url;
		throw new InvalidInput(
			`"${ATTACHMENT.label}" must be a web address, not ${shown(raw)}`,
			'Write it with https:// at the beginning.',
		);
	},
};
