import { createHash, createPublicKey, verify, X509Certificate } from 'crypto';

export type Digest = 'SHA-1' | 'SHA-256';

/**
 * Checks an RSA signature.
 * @param pem a public key, or a certificate that holds one
 * @param signature in base64
 * @returns false for anything that is not right: a broken key, a broken signature, another text
 */
export function isSignedBy(pem: string, signature: string, text: string, digest: Digest): boolean {
	try {
		const key = pem.includes('BEGIN CERTIFICATE')
			? new X509Certificate(pem).publicKey
			: createPublicKey(pem);
		const signed = Buffer.from(text, 'utf8');
		return (
			key.asymmetricKeyType === 'rsa' &&
			verify(digest, signed, key, Buffer.from(signature, 'base64'))
		);
	} catch {
		return false;
	}
}

/** Hexadecimal, small letters. */
export function hashed(text: string, digest: Digest): string {
	return createHash(digest).update(text, 'utf8').digest('hex');
}
