/**
 * Takes the secrets of a credential out of texts. How far it goes depends on what a secret looks like:
 *
 * - exact: long and no word (`f4k3s3cr3tw3bh00`, an address, a JWT). Anywhere, in every encoding,
 * also inside of something
 *   longer, in errors as in good output.
 * - guessable: short, a word and a few digits, a long word or a phrase (`hunter2`, `Sales2026`,
 *   `come and see me`). In errors where it is a value of its own.
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
	const everywhere = exact.flatMap(exactForms);
	const anywhere = step(everywhere, 'gi');
	const inErrors = once((): Step => {
		const steps = [
			anywhere,
			step(
				[...guessable.flatMap(shortForms), ...words.flatMap(encodedWord)],
				'gu',
				'(?<![\\p{L}\\p{N}])',
				'(?![\\p{L}\\p{N}])',
			),
			step(weak.flatMap(shortForms), 'gu', `(?<=(?:${SECRET_NAMES})${BETWEEN}{1,8})`, BEHIND),
			step(weak.flatMap(shortForms), 'g', '(?<=//[^\\s/:@]{0,100}:)', '(?=@)'),
			inBasic(weak),
		];
		const margin = Math.max(0, ...everywhere.map(longestOf));
		return (text) => cut(text, margin, (part) => steps.reduce((left, next) => next(left), part));
	});
	const inLinks = step(
		weak.flatMap(shortForms),
		'gi',
		`(?<=[?&][\\w.-]{0,30}(?:${PARAMETERS})=)`,
		'(?=$|[&#\\s"\'<>])',
	);
	return Object.assign((text: string) => inErrors()(text), {
		inOutput: (text: string) => inLinks(anywhere(text)),
	});
}

/** Made when it is first wanted: most runs have no error. */
function once<T>(make: () => T): () => T {
	let made: T | undefined;
	return () => (made ??= make());
}

type Kind = 'exact' | 'guessable' | 'word';

/** From this length on nothing is a number that people use, and a word is worth hiding in errors. */
const LONG = 16;
const SHORT = 8;
const SHORTEST = 4;
/** One word, or two with something between, in any script. */
const WORD = /^[\p{L}\p{M}]+(?:[ '’_.-][\p{L}\p{M}]+)?$/u;
const NUMBER = /^[\d .:/+-]+$/;
const WORD_AND_DIGITS = /^[\p{L}\p{M}]+\d{1,4}$/u;
/** A capital behind a small letter more than once: no word of any language. */
const MIXED_CASE = /\p{Ll}\p{Lu}.*\p{Ll}\p{Lu}/u;
/** What may stand in a phrase without being a word: a dash, and what ends a part of a sentence. */
const PUNCTUATION = /^[&–—-]$|[,;:.!?]$/u;

function kindOf(secret: string): Kind {
	const isLong = secret.length >= LONG;
	if (secret.length < SHORTEST) return 'word';
	if (isWord(secret) || (NUMBER.test(secret) && !isLong)) return isLong ? 'guessable' : 'word';
	const isGuessable =
		secret.length < SHORT || WORD_AND_DIGITS.test(secret) || isPhrase(secret.split(/\s+/));
	return isGuessable ? 'guessable' : 'exact';
}

/** However long: nobody's text may change because a password is a word of it. */
function isWord(text: string): boolean {
	return WORD.test(text) && !(text.length >= LONG && MIXED_CASE.test(text));
}

function isPhrase(parts: readonly string[]): boolean {
	return (
		parts.length > 1 &&
		parts
			.map((part) => part.replace(PUNCTUATION, ''))
			.every(
				(part) => part === '' || isWord(part) || NUMBER.test(part) || WORD_AND_DIGITS.test(part),
			)
	);
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
	// Most texts hold no secret, which this sees at once.
	const sign = new RegExp(all.map(plainPartOf).join('|'), 'i');
	let pattern: RegExp | undefined;
	return (text) => {
		if (text.length < shortest || !sign.test(text)) return text;
		pattern ??= new RegExp(`${before}(?:${all.map(written).join('|')})${behind}`, flags);
		return text.replace(pattern, REDACTED);
	};
}

/** Cuts what is too long: so far behind the end that no half of a secret is left standing there. */
function cut(text: string, margin: number, redact: Step): string {
	if (text.length <= LONGEST_ERROR + margin) return redact(text);
	const left = redact(text.slice(0, LONGEST_ERROR + margin));
	return left.slice(0, Math.max(0, left.length - margin));
}

/** A secret with nothing before or behind it, and its base64; `written` knows how each may stand in a text. */
function shortForms(secret: string): string[] {
	return [secret, ...base64Forms(secret)];
}

/** The same, and what is left of it in the base64 of something longer. */
function exactForms(secret: string): string[] {
	const inside = [0, 1, 2]
		.map((before) => insideBase64(secret, before))
		.filter((text) => text.length >= SHORT);
	return [
		...shortForms(secret),
		...inside,
		...inside.map((text) => text.replace(/\+/g, '-').replace(/\//g, '_')),
	];
}

/** Everybody writes letters and digits of ASCII as they are. */
const PLAIN = /^[a-z0-9]$/i;

/** The longest part of a form that stands in every way to write it. */
function plainPartOf(form: string): string {
	return form
		.split(/[^a-z0-9]/i)
		.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

/** No way to write a character is longer: its UTF-8, percent-encoded three times over. */
const LONGEST_CHARACTER = 36;

function longestOf(form: string): number {
	return [...form].reduce((sum, char) => sum + (PLAIN.test(char) ? 1 : LONGEST_CHARACTER), 0);
}

/**
 * The pattern of a text in every way in which a vendor, a proxy or n8n may write it. Each character by
 * itself, as everybody encodes others: as it is, percent-encoded once or more often, in a form, in JSON
 * inside of JSON, in HTML.
 */
function written(text: string): string {
	return [...text]
		.map((char) => (PLAIN.test(char) ? char : `(?:${waysOf(char).join('|')})`))
		.join('');
}

function waysOf(char: string): string[] {
	const code = char.codePointAt(0) ?? 0;
	const hex = (unit: number, digits = 1) => anyCase(unit.toString(16).padStart(digits, '0'));
	const percent = [...Buffer.from(char)].map((byte) => `%(?:25){0,2}${hex(byte, 2)}`).join('');
	const json = char
		.split('')
		.map((unit) => `\\\\{1,4}u${hex(unit.charCodeAt(0), 4)}`)
		.join('');
	const names = NAMED[char] === undefined ? [] : [NAMED[char]];
	return [
		...(ESCAPED.includes(char) ? [`\\\\{0,7}${literally(char)}`] : [literally(char)]),
		...(char === ' ' ? ['\\+'] : []),
		...(SHORT_ESCAPES[char] === undefined ? [] : [`\\\\{1,4}${SHORT_ESCAPES[char]}`]),
		percent,
		json,
		`&(?:amp;)?(?:${['#0{0,4}' + String(code), `#[xX]0{0,4}${hex(code)}`, ...names].join('|')});`,
	];
}

/** Characters before which JSON puts a backslash, or PHP. */
const ESCAPED = '"\'\\/';
const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\t': 't' };
const NAMED: Readonly<Record<string, string>> = {
	'"': 'quot',
	'&': 'amp',
	"'": 'apos',
	'<': 'lt',
	'>': 'gt',
};

function anyCase(hex: string): string {
	return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
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

function literally(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
