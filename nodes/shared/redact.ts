export type Redact = (text: string) => string;

const SHORTEST_SECRET = 4;

/**
 * Replaces every secret value in a text, however it is written: plain, percent- or form-encoded, in JSON, in base64;
 * in any case, as encodings differ in it.
 */
export function redactor(secrets: readonly string[]): Redact {
	const forms = new Set(secrets.flatMap((secret) => [secret, secret.trim()]).filter((secret) => secret.trim().length >= SHORTEST_SECRET).flatMap(formsOf));
	if (forms.size === 0) return (text) => text;
	const longestFirst = [...forms].sort((a, b) => b.length - a.length);
	const pattern = new RegExp(longestFirst.map(literally).join('|'), 'gi');
	return (text) => text.replace(pattern, '***');
}

function formsOf(secret: string): string[] {
	const percent = encodeURIComponent(secret);
	const json = JSON.stringify(secret).slice(1, -1);
	const base64 = Buffer.from(secret).toString('base64');
	return [
		secret,
		percent,
		encodeURI(secret),
		new URLSearchParams({ s: secret }).toString().slice(2),
		percent.replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`),
		json,
		json.replace(/\//g, '\\/'),
		base64,
		base64.replace(/=+$/, ''),
		Buffer.from(secret).toString('base64url'),
	];
}

function literally(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
