/** Who may import whom. Imports of types count as all others do. */
import { IMPORTS, LOCAL, SOURCES, VENDORS, partOf, shown } from './support/sources.cts';

/** The rooms of shared/, from the ground up. */
const FLOORS = ['contract', 'text', 'secrets', 'http', 'form', 'trigger', 'operation', 'engine'];
const roomOf = (file: string) =>
	file.startsWith('nodes/shared/') ? (file.split('/')[2] ?? '') : '';

describe('imports', () => {
	it('are read from all sources', () => {
		expect(new Set(SOURCES.map(({ file }) => partOf(file)))).toEqual(
			new Set(['credentials', 'shared', ...VENDORS]),
		);
		expect(LOCAL.length).toBeGreaterThan(100);
		expect(LOCAL.filter(({ to }) => to.endsWith('(missing)'))).toEqual([]);
	});

	it('of shared/ reach no vendor and no credential; one reads the version of the package', () => {
		const versionOnly = ({ file, to }: { file: string; to: string }) =>
			file === 'nodes/shared/http/userAgent.ts' && to === 'package.json';
		expect(
			LOCAL.filter(
				(one) => partOf(one.file) === 'shared' && partOf(one.to) !== 'shared' && !versionOnly(one),
			).map(shown),
		).toEqual([]);
	});

	it('of a vendor reach shared/ and itself', () => {
		expect(
			LOCAL.filter(
				({ file, to }) =>
					VENDORS.includes(partOf(file)) && !['shared', partOf(file)].includes(partOf(to)),
			).map(shown),
		).toEqual([]);
	});

	it('of a credential reach shared/ only', () => {
		expect(
			LOCAL.filter(({ file, to }) => partOf(file) === 'credentials' && partOf(to) !== 'shared').map(
				shown,
			),
		).toEqual([]);
	});

	it('name allowed packages only, though dev dependencies would resolve others', () => {
		const packages = IMPORTS.filter(({ to }) => to === undefined);
		expect(
			packages.filter(({ from }) => !['n8n-workflow', 'luxon', 'crypto'].includes(from)).map(shown),
		).toEqual([]);
		expect(packages.length).toBeGreaterThan(20);
	});

	it.each(FLOORS.map((room, floor) => [room, floor] as const))(
		'of shared/%s go down only, those of types included',
		(room, floor) => {
			const ours = LOCAL.filter(({ file }) => roomOf(file) === room);
			expect(ours.length + (room === 'contract' ? 1 : 0)).toBeGreaterThan(0);
			const above = FLOORS.slice(floor + 1);
			expect(ours.filter(({ to }) => above.includes(roomOf(to))).map(shown)).toEqual([]);
		},
	);

	it('stand in a room of shared/, and no file in the hall', () => {
		const files = SOURCES.map(({ file }) => file).filter((file) => partOf(file) === 'shared');
		expect(new Set(files.map(roomOf))).toEqual(new Set(FLOORS));
	});

	it('do not go round in a circle', () => {
		const next = new Map(
			SOURCES.map(({ file }) => [
				file,
				LOCAL.filter((one) => one.file === file).map(({ to }) => to),
			]),
		);
		const circles: string[] = [];
		const done = new Set<string>();
		const visit = (file: string, way: readonly string[]) => {
			if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' -> '));
			else if (!done.has(file)) {
				for (const to of next.get(file) ?? []) visit(to, [...way, file]);
				done.add(file);
			}
		};
		for (const { file } of SOURCES) visit(file, []);
		expect(circles).toEqual([]);
	});
});
