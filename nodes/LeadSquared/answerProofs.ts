import type { Proof } from '../shared/contract/call';
import { NOTHING, proved } from '../shared/http/proof';
import { asNumber, asObject, asText } from '../shared/text/unknownJson';

/** LeadSquared's own word for yes, for calls that answer nothing more. */
export const SUCCESS: Proof = proved(
	'a confirmation',
	(body) => asObject(body).Status === 'Success',
);

/** For a call of which no page says what it answers (section 7.1). */
export const SUCCESS_OR_NOTHING: Proof = proved(
	'a confirmation',
	(body) => SUCCESS.holds(body) || NOTHING.holds(body),
);

/**
 * Rows under a key, which may be missing when there are none. That the total is there then is
 * unverified (section 2.2): with neither, an answer proves nothing.
 */
export function aPage(key: string, what: string): Proof {
	return proved(what, (body) => {
		const { [key]: rows, RecordCount } = asObject(body);
		return (
			Array.isArray(rows) ||
			((rows === undefined || rows === null) && asNumber(RecordCount) !== undefined)
		);
	});
}

/** Of an activity, or of a type of activities: its fields, or at least its ID (sections 4.11 and 4.12). */
export function details(what: string): Proof {
	return proved(
		what,
		(body) => Array.isArray(asObject(body).Fields) || asText(asObject(body).ID) !== '',
	);
}
