/**
 * What has to be said for each vendor stands in a file a vendor, and is put together here from those that are there: so
 * the packages of a single vendor (`npm run split`) hold this code as it is, with their own vendor's file alone.
 */
import fs from 'node:fs';
import path from 'node:path';

/** All that the files of a folder beside this one export, in one object. @param folder e.g. `fakes` */
export function filesOf<T extends object>(folder: string): T {
	const files = fs
		.readdirSync(path.join(__dirname, folder))
		.filter((name) => /\.(?:js|cts)$/.test(name))
		.sort();
	return Object.assign(
		{},
		...files.map((name) => require(path.join(__dirname, folder, name)) as object),
	) as T;
}
