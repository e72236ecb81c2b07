import type { IDataObject } from 'n8n-workflow';
import { text } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { person, related, simplifiedNote } from '../../shared/operation/simplifiedRecord';
import { asNumber, asText } from '../../shared/text/unknownJson';
import { withoutBbCode } from '../bbCode';

export { taskId } from '../task/fields';

export const resultId = picker('Result', NUMBER_ID, {
	search: 'searchTaskResults',
	description: 'The result. The list shows the results of the task.',
});
export const resultText = text('Text', {
	rows: 4,
	placeholder: 'e.g. The quote was sent',
	description: 'The outcome of the task',
});

/** A result as REST 3.0 gives it (docs/contracts/bitrix24.md section 2.9). */
export function simplify({
	id,
	taskId,
	text: said,
	status,
	authorId,
	createdAt,
	updatedAt,
	messageId,
}: IDataObject): IDataObject {
	return simplifiedNote(
		{
			id: asNumber(id),
			description: withoutBbCode(asText(said)),
			kind: 'Result',
			createdBy: person({ id: asNumber(authorId) }),
			relatedTo: related('task', asNumber(taskId)),
			createdAt,
			updatedAt,
		},
		{
			status: STATUS_NAMES[asText(status)] ?? (asText(status) || null),
			messageId: asNumber(messageId) ?? null,
		},
	);
}

export const STATUSES = [
	{ name: 'Closed', value: 'closed' },
	{ name: 'Open', value: 'open' },
] as const;

const STATUS_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
	STATUSES.map(({ name, value }) => [value, name]),
);
