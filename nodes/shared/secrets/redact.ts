/**
 * Takes the secrets of a credential out of texts. How far it goes depends on what a secret looks like:
 *
 * - exact: long and no word (`f4k3s3cr3tw3bh00`, an address, a JWT). Anywhere, in every encoding,
 * also inside of something
 *   longer, in errors as in good output.
 * - guessable: short, or a word and a few digits (`hunter2`, `Sales2026`). In errors where it is a value of its own.
 * - a word or a number (`open`, `Sales`, `2026`). In errors where it stands as a secret: behind a
 * name such as `password`,
 *   in `Basic …`, in `user:…@host`.
 *
 * Of the last two, good output loses only the value of a secret's parameter in a link. It is never changed because
 * somebody's password is also a word.
 */
export interface Redact {
	/** The text of an error. A very long one is cut, so that it takes no time. */
	(text: string): string;
	/** A text out of the records that a vendor gives. */
	readonly inOutput: (text: string) => string;
}

type Step = (text: string) => string;

const REDACTED = '***';
const LONGEST_ERROR = 5000;

export function redactor(secrets: readonly string[]): Redact {
	const all = [...new Set(secrets.map((secret) => secret.trim()))].filter(
		(secret) => secret !== '',
	);
	const [exact, guessable, words] = (['exact', 'guessable', 'word'] as const).map((kind) =>
		all.filter((secret) => kindOf(secret) === kind),
	);
	const weak = [...guessable, ...words];
	const anywhere = step(exact.flatMap(exactForms), 'gi');
	const inErrors = [
		anywhere,
		step(
			[...guessable.flatMap(writtenForms), ...words.flatMap(encodedWord)],
			'gu',
			'(?<![\\p{L}\\p{N}])',
			'(?![\\p{L}\\p{N}])',
		),
		step(weak.flatMap(writtenForms), 'gu', `(?<=(?:${SECRET_NAMES})${BETWEEN}{1,8})`, BEHIND),
		step(weak.flatMap(writtenForms), 'g', '(?<=//[^\\s/:@]{0,100}:)', '(?=@)'),
		inBasic(weak),
	];
	const inLinks = step(
		weak.flatMap(writtenForms),
		'gi',
		`(?<=[?&][\\w.-]{0,30}(?:${PARAMETERS})=)`,
		'(?=$|[&#\\s"\'<>])',
	);
	const margin = Math.max(0, ...exact.flatMap(exactForms).map((form) => form.length));
	return Object.assign(
		(text: string) =>
			cut(text, margin, (part) => inErrors.reduce((left, next) => next(left), part)),
		{ inOutput: (text: string) => inLinks(anywhere(text)) },
	);
}

type Kind = 'exact' | 'guessable' | 'word';

/** From this length on nothing is a word or a number that people use. */
const LONG = 16;
const SHORT = 8;
const SHORTEST = 4;
/** One word, or two with something between, in any script. */
const WORD = /^[\p{L}\p{M}]+(?:[ '’_.-][\p{L}\p{M}]+)?$/u;
const NUMBER = /^[\d .:/+-]+$/;
const WORD_AND_DIGITS = /^[\p{L}\p{M}]+\d{1,4}$/u;

function kindOf(secret: string): Kind {
	if (secret.length >= LONG) return 'exact';
	if (secret.length < SHORTEST || WORD.test(secret) || NUMBER.test(secret)) return 'word';
	return secret.length < SHORT || WORD_AND_DIGITS.test(secret) ? 'guessable' : 'exact';
}

/** What names a secret: at the beginning of a word, or as a part of a name such as `accessToken`. */
const SECRET_NAMES = [
	'apikey',
	'auth',
	'authorization',
	'bearer',
	'credential',
	'key',
	'passphrase',
	'passwd',
	'password',
	'pwd',
	'secret',
	'token',
]
	.flatMap((name) => [
		`(?<![A-Za-z])(?:${name}|${name.toUpperCase()})`,
		`(?<![A-Z])${name[0].toUpperCase()}${name.slice(1)}`,
	])
	.join('|');
/**
 * What stands between a name and its value: `token: "x"`, `token=x`, `{"token":"x"}`,
 * `token%3Dx`, `the token is x`.
 */
const BETWEEN = '(?:[\\s"\'`:=>({[\\\\-]|%3[AaDd]|%2[02]|is)';
/** What may stand behind a value that ends there. */
const BEHIND = '(?=$|[\\s"\'`,;&)}<\\]\\\\]|%2[026]|[.!?:](?:$|[\\s"\']))';
const PARAMETERS = 'auth|key|password|passwd|pwd|secret|token';

/** A step that replaces every one of the forms, where they stand between what is given. */
function step(forms: readonly string[], flags: string, before = '', behind = ''): Step {
	const all = [...new Set(forms)].sort((a, b) => b.length - a.length);
	const shortest = all.at(-1)?.length;
	if (shortest === undefined) return (text) => text;
	const pattern = new RegExp(`${before}(?:${all.map(literally).join('|')})${behind}`, flags);
	return (text) => (text.length < shortest ? text : text.replace(pattern, REDACTED));
}

/** Cuts what is too long: so far behind the end that no half of a secret is left standing there. */
function cut(text: string, margin: number, redact: Step): string {
	if (text.length <= LONGEST_ERROR + margin) return redact(text);
	const left = redact(text.slice(0, LONGEST_ERROR + margin));
	return left.slice(0, Math.max(0, left.length - margin));
}

/** A secret as it may be written, with nothing before or behind it. */
function writtenForms(secret: string): string[] {
	const percent = percentEncoded(secret);
	const json = JSON.stringify(secret).slice(1, -1);
	return [
		secret,
		percent,
		percent.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
		percent.replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`),
		new URLSearchParams({ s: secret }).toString().slice(2),
		json,
		json.replace(/\//g, '\\/'),
		...base64Forms(secret),
	];
}

/** Every way in which a vendor, a proxy or n8n may write a secret, alone or as a part of something longer. */
function exactForms(secret: string): string[] {
	const inside = [0, 1, 2]
		.map((before) => insideBase64(secret, before))
		.filter((text) => text.length >= SHORT);
	return [
		...writtenForms(secret),
		encodeURI(wellFormed(secret)),
		...inside,
		...inside.map((text) => text.replace(/\+/g, '-').replace(/\//g, '_')),
	];
}

/** Base64 of a word, where that can't be a word too. */
function encodedWord(word: string): string[] {
	return base64Forms(word).filter((form) => form.length >= SHORTEST && kindOf(form) !== 'word');
}

function base64Forms(secret: string): string[] {
	const base64 = Buffer.from(secret).toString('base64');
	return [base64, base64.split('=', 1)[0], Buffer.from(secret).toString('base64url')];
}

/**
 * The characters of base64 that the secret alone decides when so many bytes (0 to 2) stand before
 * it in a group of three.
 */
function insideBase64(secret: string, before: number): string {
	const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
	return bytes
		.toString('base64')
		.slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
}

/** `Basic …` holds user and password together: of a short password no part of the base64 is its own. */
function inBasic(secrets: readonly string[]): Step {
	if (secrets.length === 0) return (text) => text;
	return (text) =>
		text.replace(
			/\b(basic[\s:]{1,3})([a-z0-9+/_-]{4,2000}={0,2})/gi,
			(whole, before: string, base64: string) => {
				const plain = Buffer.from(base64, 'base64').toString('utf8');
				return secrets.some((secret) => plain.includes(secret)) ? before + REDACTED : whole;
			},
		);
}

function percentEncoded(secret: string): string {
	return encodeURIComponent(wellFormed(secret));
}

/** Half a character can't be encoded. */
function wellFormed(text: string): string {
	return Buffer.from(text).toString();
}

function literally(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
