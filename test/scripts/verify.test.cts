/** `npm run verify:<vendor>` against the fake vendors: it reads only, tells each point, and shows no key. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { fakeFor } from '../support/fakes.cts';

const SCRIPT = path.join(__dirname, '..', '..', 'scripts', 'run.mjs');

type Credentials = Readonly<Record<string, string>>;
/** @param own what else the vendor knows of its user */
type Environment = (credentials: Credentials, own: Credentials) => NodeJS.ProcessEnv;

/** What is verified -> its fake, and what a user would set. */
const ENVIRONMENT: Record<string, [fake: string, Environment]> = {
	bitrix24: ['bitrix24', (credentials) => ({ BITRIX24_WEBHOOK_URL: credentials.webhookUrl })],
	deskera: [
		'deskera',
		(credentials) => ({ DESKERA_HOST: credentials.host, DESKERA_TOKEN: credentials.token }),
	],
	'deskera (user)': [
		'deskera',
		(credentials, own) => ({
			DESKERA_HOST: credentials.host,
			DESKERA_USER_NAME: own.userName,
			DESKERA_PASSWORD: own.password,
		}),
	],
	ivvy: [
		'ivvy',
		(credentials) => ({
			IVVY_HOST: credentials.host,
			IVVY_API_KEY: credentials.apiKey,
			IVVY_API_SECRET: credentials.apiSecret,
		}),
	],
	leadsquared: [
		'leadSquared',
		(credentials) => ({
			LEADSQUARED_HOST: credentials.host,
			LEADSQUARED_ACCESS_KEY: credentials.accessKey,
			LEADSQUARED_SECRET_KEY: credentials.secretKey,
		}),
	],
};

const run = async (vendor: string, env: NodeJS.ProcessEnv) =>
	await new Promise<{ code: unknown; output: string }>((done) => {
		execFile(
			process.execPath,
			[SCRIPT, 'verify', vendor],
			{ env: { PATH: process.env.PATH, ...env }, encoding: 'utf8' },
			(error, stdout, stderr) => done({ code: error?.code ?? 0, output: stdout + stderr }),
		);
	});

it.each(Object.entries(ENVIRONMENT))(
	'%s: every point is told, by reads alone',
	async (name, [node, environment]) => {
		const { fake, base, secrets } = await fakeFor(node);
		try {
			const { code, output } = await run(
				name.split(' ')[0] ?? '',
				environment(
					base.credentials as Credentials,
					(fake.vendor as { credentials?: unknown }).credentials as Credentials,
				),
			);
			expect(code).toBe(0);
			const lines = output.split('\n').filter((line) => /^(?:holds|DIFFERS|unknown) /.test(line));
			expect(lines.length).toBeGreaterThan(4);
			expect(output).toContain(`of ${lines.length} points hold`);
			// The fakes keep to the contract, so most of it holds.
			expect(lines.filter((line) => line.startsWith('holds')).length).toBeGreaterThan(
				lines.length / 2,
			);
			expect(output).not.toMatch(/is not a function|Cannot read|\[object Object\]/);
			expect(fake.vendor.writes).toEqual([]);
			expect(secrets.filter((secret: string) => output.includes(secret))).toEqual([]);
		} finally {
			await fake.close();
		}
	},
);

it('says which variables are missing', async () => {
	const { code, output } = await run('ivvy', { IVVY_HOST: 'https://api.example.com' });
	expect(code).toBe(1);
	expect(output).toContain('Missing: IVVY_API_KEY, IVVY_API_SECRET');
});

it('says what it knows when asked for something else', async () => {
	const { code, output } = await run('salesforce', {});
	expect(code).toBe(1);
	expect(output).toContain('npm run verify:bitrix24');
});
