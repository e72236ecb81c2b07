/** Hosts are pasted from the vendors' documentation with the path below which all calls stand. */
import { authenticated, FORMS } from '../support/credentials.cts';

const PATHS = [
	['DeskeraApi', '/v1', ''],
	['IvvyApi', '/api/1.0', ''],
	['LeadSquaredApi', '/v2', '/v2'],
] as const;

describe.each(PATHS)('%s', (name, path, kept) => {
	it.each(['', '/', path, `${path}/`, path.toUpperCase()])(
		'takes a host that ends in "%s"',
		async (ending) => {
			const { url } = await authenticated(
				name,
				FORMS[name].address(`https://api.example.com${ending}`),
				{ url: '/a' },
			);
			expect(url).toBe(`https://api.example.com${kept}/a`);
		},
	);

	it('keeps the path of a gateway', async () => {
		const typed = `https://gateway.example.com/crm${path.slice(1)}`;
		const { url } = await authenticated(name, FORMS[name].address(typed), { url: '/a' });
		expect(url).toBe(`${typed}${kept}/a`);
	});
});
