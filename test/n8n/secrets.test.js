'use strict';
/** After all the runs, look-ups and credential tests of the other files: no secret lies anywhere in the clear. */
const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { runNode, byId } = require('./support/workflows');

const { rest, server, userFolder, vendors } = realN8n;

/** Secrets of the other files too, which n8n was given to try. */
const SECRETS = [...vendors.secrets, 'wrongsecret000', 'wrongtoken000', 'wrongkey000'];

/** A secret in the forms in which it could get out. */
const formsOf = (secret) => [
	...new Set([
		secret,
		encodeURIComponent(secret),
		JSON.stringify(secret).slice(1, -1),
		Buffer.from(secret).toString('base64').replace(/=+$/, ''),
	]),
];
const FORMS = SECRETS.flatMap(formsOf);

/** Which secrets a text or file holds, shortened so that the test's own output does not show them. */
const found = (content) =>
	FORMS.filter((form) => content.includes(form)).map((form) => `${form.slice(0, 3)}…`);

let executions;

beforeAll(async () => {
	// One run of its own, so that there is something to look at when this file runs alone.
	await runNode({
		node: 'deskera',
		parameters: { resource: 'activity', operation: 'get', activityId: byId('1'), output: 'raw' },
	});
	executions = await rest.storedExecutions();
});

test('no stored run holds one', () => {
	expect(executions.length).toBeGreaterThan(0);
	expect(executions.some((text) => text.includes('Activity 1'))).toBe(true);
	expect(executions.flatMap(found)).toEqual([]);
});

test("n8n's log at its chattiest holds none", () => {
	expect(server.log()).toContain('debug');
	expect(found(server.log())).toEqual([]);
});

test('no file of n8n holds one, the database included', () => {
	const files = readdirSync(userFolder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
	expect(files.map((file) => path.basename(file))).toContain('database.sqlite');
	expect(
		files.flatMap((file) =>
			found(readFileSync(file)).map((form) => `${path.basename(file)}: ${form}`),
		),
	).toEqual([]);
});
