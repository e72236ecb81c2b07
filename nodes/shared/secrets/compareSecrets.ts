import { createHash, timingSafeEqual } from 'crypto';

/** Tells values apart without showing them. */
export function fingerprint(...values: readonly string[]): string {
	return createHash('sha256').update(JSON.stringify(values), 'utf8').digest('hex');
}

/** Compares a secret in the same time whether it is right or wrong, whatever its length. */
export function sameSecret(given: string, expected: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
	return expected !== '' && timingSafeEqual(digest(given), digest(expected));
}
