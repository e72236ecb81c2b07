import type { IDataObject } from 'n8n-workflow';
import type { Vendor } from './operation';

export type Redact = (text: string) => string;

const SHORTEST_SECRET = 4;

/** Replaces every secret value in a text, however it is written: plain, percent-encoded, JSON-escaped or base64. */
export function redactor(secrets: readonly string[]): Redact {
	const forms = new Set<string>();
	for (const secret of secrets.filter((value) => value.length >= SHORTEST_SECRET)) {
		forms.add(secret);
		forms.add(encodeURIComponent(secret));
		forms.add(encodeURI(secret));
		forms.add(JSON.stringify(secret).slice(1, -1));
		forms.add(Buffer.from(secret).toString('base64'));
		forms.add(Buffer.from(secret).toString('base64').replace(/=+$/, ''));
	}
	const longestFirst = [...forms].sort((a, b) => b.length - a.length);
	return (text) => longestFirst.reduce((rest, form) => rest.split(form).join('***'), text);
}

/**
 * The vendor's secrets of the credential in use, for taking them out of texts and for nothing else: requests get their
 * authentication from the credential itself. Reads nothing until a text has to be cleaned.
 */
export function lazyRedactor(vendor: Vendor, credentials: () => Promise<IDataObject>): (text: string) => Promise<string> {
	let made: Promise<Redact> | undefined;
	return async (text) => {
		made ??= credentials().then(
			(values) => redactor(vendor.secrets(values)),
			() => (unreadable) => unreadable,
		);
		return (await made)(text);
	};
}
