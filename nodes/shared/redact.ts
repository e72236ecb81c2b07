export type Redact = (text: string) => string;

const SHORTEST_SECRET = 4;
/** Shorter runs of base64 come about by chance. */
const SHORTEST_INSIDE = 8;

/**
 * Replaces every secret value in a text, however it is written: plain, percent- or form-encoded, in JSON, in base64, alone
 * or as a part of something longer such as `user:password`; in any case, as encodings differ in it.
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
	const inside = [0, 1, 2].map((before) => insideBase64(secret, before)).filter((text) => text.length >= SHORTEST_INSIDE);
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
		...inside,
		...inside.map((text) => text.replace(/\+/g, '-').replace(/\//g, '_')),
	];
}

/** The characters of base64 that the secret alone decides when so many bytes (0 to 2) stand before it in a group of three. */
function insideBase64(secret: string, before: number): string {
	const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
	return bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
}

function literally(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
