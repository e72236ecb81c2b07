'use strict';
/**
 * Whatever an expression gives: every operation either says what is wrong, or makes a request of
 * its own kind to its own
 * host. Never a crash, never another host or path, never a changed prototype.
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
			const strange = fake.calls.map(({ path }) => path).filter((path) => !PATHS[node].test(path));
			expect({ where, strange }).toEqual({ where, strange: [] });
			expect(secrets.filter((secret) => result.stored.includes(secret))).toEqual([]);
		}
		expect({}.polluted).toBeUndefined();
		expect(hits).toBe(0);
	});
});

it('many of them were refused here, and many were sent', () => {
	expect(met.refused).toBeGreaterThan(500);
	expect(met.sent).toBeGreaterThan(500);
});
