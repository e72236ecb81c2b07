/**
 * The keys of the fake iVvy's notifications and where they are fetched from, docs/contracts/ivvy.md section 11.
 * SNS signs with ivvy.keys/sns.key.pem, a test key; iVvy's own pair is made at first use.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { REGION, ACCOUNT } from './ivvy.topics.cts';

const read = (name: string) => fs.readFileSync(path.join(__dirname, 'ivvy.keys', name), 'utf8');
const onlyPem = (text: string) => text.slice(text.indexOf('-----BEGIN'));
const snsCertificate = onlyPem(read('sns.certificate.pem'));
const snsKey = crypto.createPrivateKey(read('sns.key.pem'));

let pair: crypto.KeyPairKeyObjectResult | undefined;
function ivvyPair() {
	pair ??= crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
	return pair;
}

const CERT = '/SimpleNotificationService-60eadc530605d63b8e62a523676ef735.pem';
const certUrl = `https://sns.${REGION}.amazonaws.com${CERT}`;
/** hosts that are not SNS but hold a certificate that would fit: only a look at the host finds out */
const forgedCertUrl = `https://sns.${REGION}.amazonaws.com.attacker.example${CERT}`;

const keyPath = `/accounts/${ACCOUNT}/1537854341/notifcert.txt`;
/** section 11: stage has a bucket of its own, which only the vendor's source names */
const publicKeyUrl = (region = REGION, at = keyPath) =>
	region === 'stage'
		? `https://s3-${REGION}.amazonaws.com/notifications.stageau.${REGION}.ivvy.com${at}`
		: `https://s3-${region}.amazonaws.com/accountnotifications.${region}.ivvy.com${at}`;

/** SNS: version 1 is RSA with SHA-1, version 2 with SHA-256. */
export const signSns = (text: string, version?: string) =>
	crypto
		.sign(version === '2' ? 'sha256' : 'sha1', Buffer.from(text, 'utf8'), snsKey)
		.toString('base64');
/** iVvy: RSA with SHA-1, PKCS#1 v1.5. */
export const signIvvy = (text: string) =>
	crypto.sign('sha1', Buffer.from(text, 'utf8'), ivvyPair().privateKey).toString('base64');

/** What tests get: PEM texts, their addresses, and all of them by address. */
export const keys = {
	snsCertificate,
	certUrl,
	forgedCertUrl,
	keyPath,
	publicKeyUrl,
	get ivvyPublicKey(): string | Buffer {
		return ivvyPair().publicKey.export({ type: 'spki', format: 'pem' });
	},
	get urls(): Readonly<Record<string, string | Buffer>> {
		const publicKeys = [REGION, 'us-west-2', 'eu-west-2', 'stage'].map((region) => [
			publicKeyUrl(region),
			keys.ivvyPublicKey,
		]);
		return {
			[certUrl]: snsCertificate,
			[forgedCertUrl]: snsCertificate,
			...Object.fromEntries(publicKeys),
		};
	},
};
