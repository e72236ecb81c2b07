import type { IDataObject } from 'n8n-workflow';
import { formatOf, plainText } from './html';
import { asArray, asText, isObject } from './unknownJson';

const DATE = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?)?(?: ?UTC|Z|[+-]\d\d:?\d\d)?$/;
const NO_ZONE = /T\d\d:\d\d(?::\d\d)?(?:\.\d+)?$/;

/** Of which names the values are texts that people write. What is said of no name may be anything. */
export interface Written {
	/** Every letter of them counts: what reads like a number, a time or a tag is none. */
	readonly texts?: readonly string[];
	/** Texts that the vendor keeps as HTML, and may write in another way. */
	readonly html?: readonly string[];
}

const ANYTHING: Written = {};

/**
 * Whether a record as it is read holds the values that were written, whatever form the vendor gives them: numbers and
 * texts, yes and no, times in any zone (none means UTC), lists in any order, HTML and its text.
 * @returns undefined where the record does not show all of them, and those that it shows are the same
 */
export function sameValues(
	written: IDataObject,
	record: IDataObject,
	{ texts = [] }: Written = ANYTHING,
): boolean | undefined {
	const shown = Object.keys(written).filter((name) => record[name] !== undefined);
	const isSame = (name: string) =>
		texts.includes(name) && isNothing(written[name])
			? isNothing(record[name])
			: sameValue(written[name], record[name]);
	if (!shown.every(isSame)) return false;
	return Object.keys(written).every((name) => shown.includes(name) || isNothing(written[name]))
		? true
		: undefined;
}

/** The same of one value. */
export function sameValue(written: unknown, read: unknown): boolean {
	if (isNothing(written)) return isNothing(read) || asText(read) === '0';
	if (Array.isArray(written)) {
		const others = listOf(read);
		return (
			written.length === others.length &&
			written.every((one) => others.some((other) => sameValue(one, other)))
		);
	}
	if (isObject(written)) return isObject(read) && sameValues(written, read) === true;
	if (typeof written === 'boolean' || typeof read === 'boolean')
		return isYes(written) === isYes(read);
	return sameText(asText(written), asText(read));
}

/**
 * Whether a record holds the values in such a way that to write them again would change nothing. Stricter than
 * `sameValues`: every letter, blank and line break of a text counts, but for those at its ends, and every value has to
 * be shown. What differs only in the vendor's form of it is the same: times, numbers, yes and no; HTML, where the
 * vendor keeps a text as such.
 */
export function holdsExactly(
	written: IDataObject,
	record: IDataObject,
	{ texts = [], html = [] }: Written = ANYTHING,
): boolean {
	return Object.entries(written).every(([name, value]) =>
		texts.includes(name)
			? isSameWriting(value, record[name])
			: html.includes(name)
				? isSameHtml(value, record[name])
				: isExactly(value, record[name]),
	);
}

function isSameWriting(written: unknown, read: unknown): boolean {
	if (read === undefined) return false;
	const [one, other] = [written, read].map(writingOf);
	return one === other;
}

/** The same words, and every format that was written; how the lines of it are made is up to the vendor. */
function isSameHtml(written: unknown, read: unknown): boolean {
	if (isSameWriting(written, read)) return true;
	if (read === undefined) return false;
	const [one, other] = [asText(written), asText(read)];
	if (plainText(one).trim() !== plainText(other).trim()) return false;
	const format = formatOf(one);
	return format.length === 0 || format.join() === formatOf(other).join();
}

const writingOf = (text: unknown): string => asText(text).replace(/\r\n?/g, '\n').trim();

function isExactly(written: unknown, read: unknown): boolean {
	if (isNothing(written)) return read !== undefined && sameValue(written, read);
	if (Array.isArray(written)) return areExactly(written, listOf(read));
	if (isObject(written)) return isObject(read) && holdsExactly(written, read);
	if (typeof written === 'boolean')
		return /^(?:true|false|[01yn]|yes|no)$/i.test(asText(read)) && isYes(read) === written;
	if (typeof written === 'number') return asText(read).trim() !== '' && Number(read) === written;
	const [one, other] = [written, read].map(writingOf);
	if (one === other) return true;
	const [time, otherTime] = [one, other].map(secondOf);
	return time !== undefined && time === otherTime;
}

/** In any order, each as often as the other. */
function areExactly(written: readonly unknown[], read: readonly unknown[]): boolean {
	const left = [...read];
	for (const one of written) {
		const at = left.findIndex((other) => isExactly(one, other));
		if (at === -1) return false;
		left.splice(at, 1);
	}
	return left.length === 0;
}

/**
 * Whether a record that a vendor has just made reads like what was written: texts by their letters and digits alone, as
 * vendors change signs and blanks. What it does not show counts for nothing.
 */
export function readsLike(written: IDataObject, record: IDataObject): boolean {
	return Object.entries(written).every(([name, value]) => {
		const shown = record[name];
		if (shown === undefined || isNothing(value) || sameValue(value, shown)) return true;
		const [one, other] = [value, shown].map((text) => readings(asText(text)));
		return one.some((letters) => letters !== '' && other.includes(letters));
	});
}

/** The letters and digits of a text, with its tags taken for a format, or for words. */
function readings(text: string): string[] {
	return [plainText(text), text].map((read) => read.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase());
}

function isNothing(value: unknown): boolean {
	if (Array.isArray(value)) return value.length === 0;
	return value === undefined || value === null || asText(value).trim() === '';
}

/** PHP gives a map where a list has names. */
function listOf(value: unknown): unknown[] {
	return isObject(value) ? Object.values(value) : asArray(value);
}

function isYes(value: unknown): boolean {
	return ['true', '1', 'y', 'yes'].includes(asText(value).toLowerCase());
}

function sameText(one: string, other: string): boolean {
	if (one.trim() === other.trim()) return true;
	if (one.trim() !== '' && Number(one) === Number(other)) return true;
	const [time, otherTime] = [one, other].map(secondOf);
	if (time !== undefined && otherTime !== undefined) return time === otherTime;
	return plain(one) === plain(other);
}

/** In whole seconds since 1970; undefined for what is no time. */
function secondOf(text: string): number | undefined {
	if (!DATE.test(text.trim())) return undefined;
	const iso = text.trim().replace(' UTC', 'Z').replace(' ', 'T');
	const time = Date.parse(iso.length > 10 && NO_ZONE.test(iso) ? `${iso}Z` : iso);
	return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}

function plain(text: string): string {
	return plainText(text).replace(/\s+/g, ' ').trim();
}
