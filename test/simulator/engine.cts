/** n8n's engine, as the other tests use it, and what n8n itself is made of. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { runNode } from '../support/engine.cts';
import { loading } from '../support/nodeTypes.cts';
import { triggerOf } from '../support/trigger.cts';

const load = createRequire(path.join(path.dirname(require.resolve('n8n-core')), 'index.js'));

/** A package that a package of n8n uses, the very one that it has. */
function ofCore(owner: string, name: string): unknown {
	return createRequire(load.resolve(owner))(name);
}

export { loading, ofCore, runNode, triggerOf };
