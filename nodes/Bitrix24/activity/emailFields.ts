import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Values } from '../../shared/contract/field';
import type { FoundRecords } from '../../shared/contract/people';
import { rows } from '../../shared/form/entries';
import { flag, text } from '../../shared/form/fields';
import { defined } from '../../shared/text/unknownJson';
import { client } from '../recordPickers';
import { yesNo } from '../yesNo';
import { communicationBody } from './communications';

/** What only a new email has; docs/contracts/bitrix24.md section 2.2. */
export const EMAIL_FIELDS = {
	moreRecipients: rows(
		'More Recipients',
		'Recipient',
		{
			client,
			email: text('Email', {
				placeholder: 'e.g. ada@example.com',
				description:
					'If empty, it is the address in Contact, Company or Lead where that is given by email',
			}),
		},
		{ description: 'More recipients of an email. Calls and meetings have only one.' },
	),
	noCopy: flag('No Copy to Sender', 'Whether the sender of an email gets no copy of it'),
	sender: text('Sender', {
		placeholder: 'e.g. Ada Lovelace <ada@example.com>',
		description: 'Who the email is from. If empty, the default of the portal.',
	}),
};

type Given = Partial<Values<typeof EMAIL_FIELDS>>;

/** Further recipients. @throws InvalidInput for a call or meeting, which has one */
export function othersOf(
	kind: string,
	records: FoundRecords,
	others: Given['moreRecipients'] = [],
): IDataObject[] {
	if (others.length > 0) onlyForEmails(kind, 'More Recipients');
	return others.map(({ client: record, email }) =>
		communicationBody({ client: record, value: email, type: 'EMAIL' }, records, 'Email'),
	);
}

/** The settings of an email that the vendor names. @throws InvalidInput for other kinds */
export function mailSettings(
	kind: string,
	sender: string | undefined,
	noCopy: boolean | undefined,
): IDataObject | undefined {
	if (sender === undefined && noCopy === undefined) return undefined;
	onlyForEmails(kind, sender === undefined ? 'No Copy to Sender' : 'Sender');
	return defined({ MESSAGE_FROM: sender, DISABLE_SENDING_MESSAGE_COPY: yesNo(noCopy) });
}

function onlyForEmails(kind: string, label: string): void {
	if (kind === 'email') return;
	throw new InvalidInput(`"${label}" is for emails only`, 'Remove it, or set Type to Email.');
}
