'use strict';
/**
 * Whatever an expression gives: every operation either says what is wrong, or makes a request of its own kind to its
 * own host. Never a crash, never another host or path, never a changed prototype.
 */
const http = require('node:http');
const { runNode } = require('../support/engine');
const { fakeFor } = require('../support/fakes');
const { operationsOf } = require('../support/operations');
const { fc } = require('../support/property');

const RUNS = 40;

/** Where each vendor's requests go, and nowhere else. */
const PATHS = {
	bitrix24: /^\/rest\/(?:api\/)?\d+\/[^/.]+\/[a-z][a-z0-9_.]*$/i,
	bitrix24App: /^\/(?:rest\/(?:api\/)?[a-z][a-z0-9_.]*|oauth\/token\/)$/i,
	leadSquared: /^\/v2\/[A-Za-z]+\.svc\/[A-Za-z0-9_/.]+$/,
	ivvy: /^\/api\/1\.0\/[a-z]+$/,
	deskera:
		/^\/v1\/(?:crm\/(?:activities|contacts|deals)(?:\/(?:\d+|bulkUpdate|bulkDelete))?|users)$/,
};

/** Part of a path that neither leads up nor means anything to a server but itself. */
const PART = "(?!\\.+(?:[/;]|$))[\\w.~!$&'()*+,;=:@-]+";
const below = (base) => new RegExp(`^${base}(?:/${PART})+$`);

/**
 * An API Call's path is the user's own: its whole address lies below the vendor's, with no query but what stands in
 * Query Parameters.
 */
const API_CALLS = {
	leadSquared: below('/v2'),
	ivvy: /^\/api\/1\.0\/[A-Za-z]+\?action=\w+$/,
	deskera: below(''),
};

/** Whether a request went where this operation's requests go, and to the vendor's host. */
function isRight(node, operation, fake, { path, rawUrl, headers }) {
	const own = operation.parameters.resource === 'apiCall' ? API_CALLS[node] : undefined;
	const isPath = own === undefined ? PATHS[node].test(path) : own.test(rawUrl);
	return isPath && headers.host === new URL(fake.url).host;
}

/** That both ends of the property were met. */
const met = { refused: 0, sent: 0 };

let canary;
let hits = 0;
beforeAll(async () => {
	canary = http.createServer((_request, response) => {
		hits += 1;
		response.end('{}');
	});
	await new Promise((done) => canary.listen(0, '127.0.0.1', done));
});
afterAll(() => new Promise((done) => canary.close(done)));

/** Strings that try to be something else. */
const tricks = () => {
	const elsewhere = `http://127.0.0.1:${canary.address().port}/`;
	return [
		'../../admin',
		'..%2f..%2fadmin',
		'%2e%2e/',
		'/',
		'//127.0.0.1/',
		'\\..\\',
		'?a=b',
		'#x',
		'1/2',
		'1.5',
		'-1',
		'1e3',
		'0x10',
		' 7 ',
		'NaN',
		'null',
		'__proto__',
		'constructor',
		'toString',
		'{{ $json }}',
		'${1}',
		'$result[i0]',
		"'; DROP TABLE",
		'<script>',
		'a\r\nHost: evil',
		'\u0000',
		'\u202e',
		'\ud800',
		elsewhere,
		`@127.0.0.1:${canary.address().port}`,
		'9'.repeat(40),
		'x'.repeat(1_000_000),
	];
};
const protoKeys = () => [
	JSON.parse('{"__proto__":{"polluted":true}}'),
	JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
	JSON.parse('{"values":[{"__proto__":{"polluted":true}}]}'),
	{ __rl: true, mode: 'id', value: { a: 1 } },
	{ __rl: true, mode: 'url', value: '../..' },
	{ values: 'x' },
	{ values: [null, 1, 'x', []] },
];

/** Every place in an operation's parameters where a value stands, as a path of keys. */
function placesIn(value, path = []) {
	if (typeof value !== 'object' || value === null) return path.length === 0 ? [] : [path];
	return [
		...(path.length === 0 ? [] : [path]),
		...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key])),
	];
}

function replaced(parameters, [key, ...rest], value) {
	const copy = Array.isArray(parameters) ? [...parameters] : { ...parameters };
	copy[key] = rest.length === 0 ? value : replaced(copy[key], rest, value);
	return copy;
}

/** Parts of a parameter that the editor writes, and no expression can stand for. */
const EDITORS = ['schema', '__rl', 'mode', 'mappingMode'];

describe.each(Object.keys(PATHS))('%s', (node) => {
	let fake;
	let base;
	let secrets;
	beforeAll(
		async () =>
			({ fake, base, secrets } = await fakeFor(
				node,
				node === 'leadSquared'
					? { window: { calls: 100_000, seconds: 5 } }
					: node === 'bitrix24' || node === 'bitrix24App'
						? { rate: { burst: 100_000, perSecond: 100_000 } }
						: {},
			)),
	);
	afterAll(() => fake.close());

	const hostile = () =>
		fc.oneof(
			fc.constantFrom(...tricks()),
			fc.constantFrom(...protoKeys()),
			fc.jsonValue({ maxDepth: 3 }),
			fc.string({ unit: 'binary', maxLength: 40 }),
			fc.constantFrom(null, true, [], {}, 0, -1, 1e21),
		);

	const operations = operationsOf(node).map((operation) => [operation.name, operation]);
	it.each(operations)('%s: a clear error or a proper request', async (_name, operation) => {
		fake.reset();
		await operation.prepare?.(fake);
		const places = placesIn(operation.parameters).filter(
			(place) =>
				!['resource', 'operation', 'valuesFrom'].includes(place[0]) &&
				!place.some((key) => EDITORS.includes(key)),
		);
		const cases = fc.sample(
			fc.tuple(
				places.length === 0 ? fc.constant(undefined) : fc.constantFrom(...places),
				hostile(),
			),
			{ seed: 20261121, numRuns: RUNS },
		);
		for (const [place, value] of cases) {
			fake.calls.length = 0;
			// As it happens in a workflow: by an expression, out of what another node has read.
			const parameters =
				place === undefined
					? operation.parameters
					: replaced(operation.parameters, place, '={{ $json.hostile }}');
			const result = await runNode({
				...base,
				parameters: { ...parameters, options: { maxWait: 1, timeout: 5, ...parameters.options } },
				items: [{ ...operation.items[0], hostile: value }],
			});
			met[fake.calls.length === 0 ? 'refused' : 'sent'] += 1;
			const where = `${place?.join('.')} = ${JSON.stringify(value)?.slice(0, 80)}`;
			if (result.error !== undefined) {
				expect({
					where,
					defect: result.error.failure?.cause === 'node-defect',
					message: result.error.message,
				}).toMatchObject({ where, defect: false, message: expect.stringMatching(/\S{2}/) });
				expect(result.error.message).not.toMatch(
					/^Cannot read|is not a function|is not iterable|undefined$|\[object Object\]/,
				);
			}
			const strange = fake.calls
				.filter((call) => !isRight(node, operation, fake, call))
				.map(({ rawUrl }) => rawUrl);
			expect({ where, strange }).toEqual({ where, strange: [] });
			expect(secrets.filter((secret) => result.stored.includes(secret))).toEqual([]);
		}
		expect({}.polluted).toBeUndefined();
		expect(hits).toBe(0);
	});

	if (!(node in API_CALLS)) return;
	const [apiCall] = operationsOf(node).filter(({ name }) => name === `${node} apiCall call`);

	it.each(nastyParts())(
		'API Call: a path with %j is refused, and nothing is sent',
		async (part) => {
			for (const path of pathsWith(part, apiCall.parameters.path)) {
				fake.reset();
				const { error } = await callOf(path);
				expect({ path, message: error?.message, sent: fake.calls.length }).toEqual({
					path,
					message: expect.stringMatching(/^"Path" (?:can't be|is empty)/),
					sent: 0,
				});
			}
			expect(hits).toBe(0);
		},
	);

	it.each([
		'http:/127.0.0.1/',
		'HTTPS:x',
		'javascript:x',
		'file:/x',
		' http:x',
		'/',
		' ',
		'.',
		'..',
	])('API Call: the path %j is refused, and nothing is sent', async (path) => {
		fake.reset();
		const { error } = await callOf(path);
		expect(error?.message).toMatch(/^"Path" (?:can't be|is empty)/);
		expect(fake.calls).toHaveLength(0);
	});

	it('API Call: what only looks like another host stays below the address', async () => {
		const elsewhere = `127.0.0.1:${canary.address().port}`;
		const paths = [
			`@${elsewhere}/x`,
			`/@${elsewhere}`,
			`/x@${elsewhere}`,
			'/127.0.0.1',
			'0',
			'..x',
		];
		const others = [' /x ', '\n/x\n', '/x;a=b', '/&accessKey=x', '/x,y', '/...x', '/.x'];
		for (const path of [...paths, ...others]) {
			fake.reset();
			await callOf(path);
			// iVvy has only its namespaces, so nothing of this is a path there.
			expect({ path, sent: fake.calls.length > 0 }).toEqual({ path, sent: node !== 'ivvy' });
			const strange = fake.calls.filter((call) => !isRight(node, apiCall, fake, call));
			expect({ path, strange: strange.map(({ rawUrl }) => rawUrl) }).toEqual({ path, strange: [] });
		}
		expect(hits).toBe(0);
	});

	const callOf = (path) =>
		runNode({
			...base,
			parameters: { ...apiCall.parameters, path: '={{ $json.hostile }}' },
			items: [{ ...apiCall.items[0], hostile: path }],
		});
});

/** What no path may hold, wherever it stands. */
function nastyParts() {
	return [
		'/../',
		'/./',
		'/..;/',
		'/.;a=b/',
		'/.../',
		'//evil.example/',
		'///',
		'\\',
		'/..\\',
		'/%2e%2e/',
		'/%2E./',
		'/%2f',
		'/%5c',
		'/%252e%252e/',
		'%00',
		'%',
		'?x',
		'/x?',
		'#x',
		'/x#',
		'http://127.0.0.1/',
		'\\\\evil.example/',
		'a\nb',
		'a\r\nHost: evil.example',
		'a\tb',
		'a\u2028b',
		'\u0000',
		'\u202e',
		'\ud800',
		'ä',
		'\uff0e\uff0e/',
		'\u2215..\u2215',
		'a b',
	];
}

/** Such a part alone, before, within and behind a path that is right. */
function pathsWith(part, path) {
	const [first, ...rest] = path.slice(1).split('/');
	return [part, `${part}${path}`, `/${first}${part}${rest.join('/')}x`, `${path}${part}`];
}

it('many of them were refused here, and many were sent', () => {
	expect(met.refused).toBeGreaterThan(500);
	expect(met.sent).toBeGreaterThan(500);
});
