import type { Coverage } from '../coverage.cts';

/** Calls by verb and path. */
const CALL = /`(GET|POST|PUT|PATCH|DELETE) (\/v\d[\w/{}-]*)/g;
const documented = (text: string) =>
	[...text.matchAll(CALL)].map(([, verb, path]) => `${verb} ${path}`);

const pathOf = (code: string) =>
	code
		.trim()
		.replace(/^ACTIVITIES$/, '/v1/crm/activities')
		.replace('${ACTIVITIES}', '/v1/crm/activities')
		.replace(/\$\{\w+\}/g, '{id}')
		.replace(/[`']/g, '');

function offered(source: string): string[] {
	const sent = [...source.matchAll(/method: '(\w+)',\s*path: ([^,]+),/g)];
	const read = [...source.matchAll(/\bread\(\s*('[^']+'|ACTIVITIES)/g)];
	// The credential posts to these.
	const signIn = [...source.matchAll(/'(\/v1\/iam\/auth\/[\w/-]+)'/g)];
	return [
		...signIn.map(([, path]) => `POST ${path}`),
		...sent.map(([, verb, path = '']) => `${verb} ${pathOf(path)}`),
		...read.map(([, path = '']) => `GET ${pathOf(path)}`),
	].filter((call) => /^[A-Z]+ \/v\d/.test(call));
}

const RECORDS = 'contacts and deals are the work of other nodes; API Call makes it';
const PLUS = 'CRM+, the newer product, is another one (section 9)';
const SIGN_IN = 'the credential signs in, renews and tests itself by other calls';
const NO_EVENTS =
	'needs the credentials of a partner, and no event of activities is documented (section 8)';

/** Why a documented call is not made. */
const LEFT_OUT = {
	'DELETE /v1/crm/contacts/{id}': RECORDS,
	'DELETE /v1/crm/deals': RECORDS,
	'DELETE /v1/crm/deals/{id}': RECORDS,
	'DELETE /v1/webhooks/delete/{id}': NO_EVENTS,
	'GET /v1/crm/contacts/labels': RECORDS,
	'GET /v1/crm/contacts/{id}': RECORDS,
	'GET /v1/crm/core/table': PLUS,
	'GET /v1/crm/core/table/by-object-type': PLUS,
	'GET /v1/crm/core/table/{tableId}': PLUS,
	'GET /v1/crm/deals/pipelines/{id}': RECORDS,
	'GET /v1/crm/deals/{id}': RECORDS,
	'GET /v1/iam/auth/sign-in/login/status': SIGN_IN,
	'GET /v1/iam/token/app/validate': SIGN_IN,
	'GET /v1/iam/token/validate': SIGN_IN,
	'GET /v1/iam/users/{id}': 'takes another number than activities hold; the list of users has both',
	'GET /v1/users/all': 'its users lack the number that activities hold',
	'GET /v1/webhooks': NO_EVENTS,
	'PATCH /v1/crm/contacts': RECORDS,
	'PATCH /v1/crm/contacts/{id}': RECORDS,
	'PATCH /v1/crm/deals': RECORDS,
	'POST /v1/crm/contacts': RECORDS,
	'POST /v1/crm/contacts/multiple': RECORDS,
	'POST /v1/crm/core/table/{tableId}/record': PLUS,
	'POST /v1/crm/deals': RECORDS,
	'POST /v1/iam/auth/app/getrefreshtoken': SIGN_IN,
	'POST /v1/iam/auth/sign-in/web/mfa-signin':
		'nobody can enter a code while a workflow runs; the credential says so',
	'POST /v1/users/info': 'takes another number than activities hold; the list of users has both',
	'POST /v1/webhooks/register': NO_EVENTS,
	'PUT /v1/crm/deals/{id}': RECORDS,
};

const SERVER = "the server's own, out only; Raw output has it";
const FIELDS_LEFT_OUT = Object.fromEntries(
	[
		'EmailSent',
		'assigned_to',
		'batch_id',
		'consumer_id',
		'cron_status',
		'notification_error',
		'scheduled_status',
		'tenant_id',
	].map((name) => [name, SERVER]),
);

export const deskera: Coverage = {
	folder: 'Deskera',
	contract: 'docs/contracts/deskera.md',
	calls: { documented, offered, leftOut: LEFT_OUT },
	fields: { 3.3: { title: 'activities', headings: ['Field'], leftOut: FIELDS_LEFT_OUT } },
};
