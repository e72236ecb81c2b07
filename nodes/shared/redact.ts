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
