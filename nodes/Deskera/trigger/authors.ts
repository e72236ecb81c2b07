import type { IDataObject } from 'n8n-workflow';
import { hasNews } from '../../shared/operation/bothSides';
import { asText } from '../../shared/text/unknownJson';
import type { OwnChanges } from '../../shared/trigger/ownChanges';
import { sessionOf } from '../vendor';

/**
 * Whose changes are those of the credential: its user stands in the token, with two numbers. Which of them
 * `updated_by` holds is not stated, so both count (docs/contracts/deskera.md sections 2.4 and 6).
 */
export function ownChanges(credential: IDataObject): OwnChanges {
	const { userId, iamUserId } = sessionOf(credential);
	return {
		user: [userId, iamUserId].map(asText).filter((id) => id !== ''),
		authorOf: ({ updated_by, updated_at, created_by, created_at }) =>
			asText(updated_by) || (asText(updated_at) === asText(created_at) ? created_by : undefined),
		hasNews,
	};
}
