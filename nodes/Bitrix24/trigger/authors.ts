import type { IDataObject } from 'n8n-workflow';
import type { Verdict } from '../../shared/contract/call';
import { asObject } from '../../shared/text/unknownJson';
import { isOneOf } from '../../shared/trigger/ownChanges';
import { ownUserId } from '../ownUser';
import type { Delivery } from './events';
import { wasChangedBy } from './lastChange';

type Author = (record: IDataObject) => unknown;

const editor: Author = ({ EDITOR_ID }) => EDITOR_ID;
const changer: Author = ({ changedBy }) => changedBy;

/** Events of which the record says whose they were (sections 2.2, 2.7, 2.8). */
const AUTHORS: Readonly<Record<string, Author | undefined>> = {
	ONCRMACTIVITYADD: editor,
	ONCRMACTIVITYUPDATE: editor,
	ONTASKADD: changer,
	ONTASKUPDATE: changer,
	ONCRMTIMELINECOMMENTADD: ({ AUTHOR_ID }) => AUTHOR_ID,
};

/** Whether the record of an event may say who did it. */
export function mayTellAuthor({ event }: Delivery): boolean {
	return AUTHORS[event] !== undefined;
}

/**
 * Whether the credential's own user has done it. A record that was changed again since tells of that later change, so
 * nobody knows.
 * @param me the answer to `OWN_USER`
 */
export function isOwnChange(
	{ event, sentAt }: Delivery,
	record: IDataObject[string],
	me: Verdict,
): boolean {
	if (!me.ok) return false;
	const author = AUTHORS[event]?.(asObject(record));
	if (event !== 'ONCRMTIMELINECOMMENTADD' && !wasChangedBy(record, sentAt ?? '')) return false;
	return isOneOf([ownUserId(me.body)], author);
}
