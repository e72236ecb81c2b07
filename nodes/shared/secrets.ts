import { createHash, timingSafeEqual } from 'crypto';

/** Compares a secret in the same time whether it is right or wrong, whatever its length. */
export function sameSecret(given: string, expected: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
	return expected !== '' && timingSafeEqual(digest(given), digest(expected));
}
