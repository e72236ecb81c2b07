import { type KeyObject, createHash, createPublicKey, verify, X509Certificate } from 'crypto';

export type Digest = 'SHA-1' | 'SHA-256';

/**
 * Checks an RSA signature.
 * @param pem a public key, or a certificate that holds one
 * @param signature in base64
 * @returns false for anything that is not right: a broken key, a broken signature, another text
 */
export function isSignedBy(pem: string, signature: string, text: string, digest: Digest): boolean {
	try {
		const key = keyIn(pem);
		const signed = Buffer.from(text, 'utf8');
		return (
			key.asymmetricKeyType === 'rsa' &&
			verify(digest, signed, key, Buffer.from(signature, 'base64'))
		);
	} catch {
		return false;
	}
}

/** Whether a text holds a whole key: a page that was cut off does not. */
export function holdsKey(pem: string): boolean {
	try {
		return keyIn(pem).type === 'public';
	} catch {
		return false;
	}
}

/** @throws Error when there is no key in it */
function keyIn(pem: string): KeyObject {
	return pem.includes('BEGIN CERTIFICATE')
		? new X509Certificate(pem).publicKey
		: createPublicKey(pem);
}

/** Hexadecimal, small letters. */
export function hashed(text: string, digest: Digest): string {
	return createHash(digest).update(text, 'utf8').digest('hex');
}
