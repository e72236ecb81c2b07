/**
 * Faults that the package once had, or could have, as changes of the built files: each can be put back, and the simulator
 * has to find it. `npm run simulate -- --fault NAME`.
 */
import fs from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { PACKAGE_FOLDER } from '../support/n8n.js';

export interface FaultPutBack {
	name: string;
	/** what it was like for users */
	what: string;
	/** below dist/nodes */
	file: string;
	find: string | RegExp;
	replace: string;
}

/** Changes a built file as it is loaded, in every worker. @throws when the text is not there any more */
export function putBack({ name, file, find, replace }: FaultPutBack): void {
	const target = path.join(PACKAGE_FOLDER, 'dist', 'nodes', file);
	const source = fs.readFileSync(target, 'utf8');
	const changed = source.replace(find, replace);
	if (changed === source)
		throw new Error(`${name}: ${file} has changed, and the fault can't be put back`);
	const extensions = (Module as unknown as { _extensions: Record<string, Load> })._extensions;
	const load = extensions['.js'] as Load;
	extensions['.js'] = (module, filename) => {
		if (filename === target) (module as unknown as Compiles)._compile(changed, filename);
		else load(module, filename);
	};
}

type Load = (module: NodeModule, filename: string) => void;
interface Compiles {
	_compile(code: string, filename: string): void;
}
