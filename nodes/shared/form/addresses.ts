import { InvalidInput } from '../contract/errors';
import type { AddressKind } from '../contract/people';
import { shown } from '../text/sentences';
import { isInvalid } from '../text/unknownJson';

const EMAIL = /^[^\s@<>,;]+@[^\s@.<>,;]+(?:\.[^\s@.<>,;]+)+$/;
/** As mail programs write it: `Jane Doe <jane@example.com>`. */
const NAMED = /<([^<>]*)>\s*$/;
/** What people write between digits: blanks, brackets, dots, and dashes of all kinds. */
const PUNCTUATION = /[\s()./_\u2010-\u2015\u2212-]/gu;
/** Marks that nobody sees, such as those around numbers copied from an address book. */
const INVISIBLE = /\p{Cf}/gu;
const PHONE = /^\+?\d{3,20}$/;
/** The zero that is dialed within a country, beside the code in place of which it stands: +49 (0)30. */
const TRUNK_ZERO = /^(\s*(?:\+|00)[\s\d-]{1,6})\(0\)/;
/** As links to addresses begin. */
const LINK = /^(?:mailto|tel):/i;

/** An email address without what stands around it. @returns undefined for what is none */
export function emailIn(raw: unknown): string | undefined {
	if (typeof raw !== 'string') return undefined;
	const text = asWritten(raw);
	const address = (NAMED.exec(text)?.[1] ?? text).trim();
	return EMAIL.test(address) ? address : undefined;
}

/** The same as it is compared: in small letters. */
export function asEmail(raw: unknown): string | undefined {
	return emailIn(raw)?.toLowerCase();
}

/**
 * A phone number as it is compared: its digits, and the plus before a country's code, also where that is written as 00.
 * @returns undefined for what is none
 */
export function asPhone(raw: unknown): string | undefined {
	if (isInvalid(raw) || (typeof raw !== 'string' && typeof raw !== 'number')) return undefined;
	const text = asWritten(String(raw).normalize('NFKC'))
		.replace(TRUNK_ZERO, '$1')
		.replace(PUNCTUATION, '');
	return PHONE.test(text) ? text.replace(/^00(?=\d{5})/, '+') : undefined;
}

/** An address as it was written, without the marks that nobody sees and what makes a link of it. */
export function asWritten(raw: unknown): string {
	return String(raw).replace(INVISIBLE, '').trim().replace(LINK, '');
}

/** The digits of a phone number: what stays the same whether the plus is written or not. */
export function digitsOf(phone: string): string {
	return phone.replace(/\D/g, '');
}

const WORDS: Readonly<Record<AddressKind, readonly [what: string, advice: string]>> = {
	email: ['an email address', 'Write it as name@email.com.'],
	phone: ['a phone number', 'Write it with its country code, such as +1 202 555 0100.'],
};

/** @throws InvalidInput naming the label, for what is no such address */
export function readAddress(raw: unknown, kind: AddressKind, label: string): string {
	const address = kind === 'email' ? asEmail(raw) : asPhone(raw);
	const [what, advice] = WORDS[kind];
	if (address === undefined)
		throw new InvalidInput(`"${label}" must be ${what}, not ${shown(raw)}`, advice);
	return address;
}
