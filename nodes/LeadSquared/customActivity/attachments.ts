import type { RequestSpec } from '../../shared/contract/call';
import { InvalidInput } from '../../shared/contract/errors';
import type { Values } from '../../shared/contract/field';
import { rows } from '../../shared/form/entries';
import { text } from '../../shared/form/fields';
import { attachment } from './requests';

/** Files by address: LeadSquared fetches them itself. */
export const attachments = rows(
	'Attachments',
	'Attachment',
	{
		url: text('File URL', {
			placeholder: 'e.g. https://example.com/offer.pdf',
			description: 'Where LeadSquared can fetch the file',
		}),
		name: text('Name', { placeholder: 'e.g. offer.pdf' }),
		description: text('Description'),
	},
	{ description: 'Files to attach. The activity type must allow attachments.' },
);

type Attachments = Values<{ attachments: typeof attachments }>['attachments'];

/** Checked before anything is sent. @throws InvalidInput */
export function checkedAttachments(files: Attachments): NonNullable<Attachments> {
	for (const { url } of files ?? []) {
		if (url === undefined || !/^https?:\/\/\S+$/i.test(url))
			throw new InvalidInput(
				`"File URL" of an attachment must be a web address, not ${JSON.stringify(url ?? '')}`,
				'LeadSquared fetches the file from there.',
			);
	}
	return files ?? [];
}

/** One call for each file, after the activity is there. */
export function* attach(
	activityId: string,
	files: NonNullable<Attachments>,
): Generator<RequestSpec, void, unknown> {
	for (const { url = '', name, description } of files)
		yield attachment(activityId, {
			url,
			name: name ?? url.split(/[?#]/)[0].split('/').pop(),
			description,
		});
}
