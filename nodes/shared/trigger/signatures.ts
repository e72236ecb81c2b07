/**
 * Checks of RSA signatures with the runtime's own WebCrypto. Keys come as PEM: a public key, or a
 * certificate that holds one.
 */

export type Digest = 'SHA-1' | 'SHA-256';

/** @returns false for anything that is not right: a broken key, a broken signature, another text */
export async function isSignedBy(
	pem: string,
	signature: string,
	text: string,
	digest: Digest,
): Promise<boolean> {
	try {
		const key = await crypto.subtle.importKey(
			'spki',
			publicKeyOf(pem),
			{ name: 'RSASSA-PKCS1-v1_5', hash: digest },
			false,
			['verify'],
		);
		return await crypto.subtle.verify(
			'RSASSA-PKCS1-v1_5',
			key,
			Buffer.from(signature, 'base64'),
			Buffer.from(text, 'utf8'),
		);
	} catch {
		return false;
	}
}

/** Hexadecimal, small letters. */
export async function hashed(text: string, digest: Digest): Promise<string> {
	return Buffer.from(await crypto.subtle.digest(digest, Buffer.from(text, 'utf8'))).toString('hex');
}

const SEQUENCE = 0x30;
const CONTEXT_0 = 0xa0;

/**
 * The key inside a PEM, as WebCrypto takes it (SubjectPublicKeyInfo). A certificate holds it as
 * the seventh of its parts, RFC 5280 section 4.1.
 */
function publicKeyOf(pem: string): Uint8Array {
	const [, kind = '', rest = ''] = /-----BEGIN ([A-Z ]+)-----([^-]*)-----END/.exec(pem) ?? [];
	const der = Buffer.from(rest.replace(/\s+/g, ''), 'base64');
	if (kind !== 'CERTIFICATE') return der;
	const [toBeSigned] = partsOf(contentOf(der));
	const parts = partsOf(contentOf(toBeSigned));
	// The version stands first where there is one; then serial number, algorithm, issuer, validity, subject, key.
	const key = parts[parts[0][0] === CONTEXT_0 ? 6 : 5];
	if (key?.[0] !== SEQUENCE) throw noCertificate();
	return key;
}

/** DER elements that stand side by side, each with its header. */
function partsOf(bytes: Buffer): Buffer[] {
	const parts: Buffer[] = [];
	for (let at = 0; at < bytes.length;) {
		const { header, length } = headOf(bytes, at);
		const end = at + header + length;
		if (end > bytes.length) throw noCertificate();
		parts.push(bytes.subarray(at, end));
		at = end;
	}
	return parts;
}

function contentOf(element: Buffer): Buffer {
	const { header, length } = headOf(element, 0);
	return element.subarray(header, header + length);
}

/** Lengths up to 127 stand in one byte; of longer ones the first byte says in how many. */
function headOf(bytes: Buffer, at: number): { readonly header: number; readonly length: number } {
	const first = bytes[at + 1] ?? 0;
	if (first < 0x80) return { header: 2, length: first };
	const count = first & 0x7f;
	if (count === 0 || count > 4 || at + 2 + count > bytes.length) throw noCertificate();
	return { header: 2 + count, length: bytes.readUIntBE(at + 2, count) };
}

function noCertificate(): RangeError {
	return new RangeError('no certificate');
}
