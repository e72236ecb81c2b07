/**
 * Faults that the package once had, or could have, as changes of the built files: each can be put back, and the
 * simulator has to find it. `npm run simulate -- --fault NAME`.
 */
import fs from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { PACKAGE_FOLDER } from '../support/n8n.cts';

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

export const FAULTS_PUT_BACK: readonly FaultPutBack[] = [
	{
		name: 'write-repeated',
		what: 'a write whose answer was lost is made again: records twice',
		file: 'shared/http/caller.js',
		find: "kind === 'unclear' && effect === 'read' && !isAnswered",
		replace: "kind === 'unclear' && !isAnswered && effect !== undefined",
	},
	{
		name: 'yes-unproved',
		what: 'a yes that shows nothing of what was done counts as done',
		file: 'shared/http/proof.js',
		find: 'return spec.proof.holds(verdict.body) ? verdict :',
		replace: 'return true ? verdict :',
	},
	{
		name: 'record-order',
		what: 'items about one record are sent at once, and the first one may win',
		file: 'shared/engine/itemQueue.js',
		find: 'item.records.length === 0',
		replace: 'item.records.length >= 0',
	},
	{
		name: 'lost-told-as-no',
		what: 'a connection that broke is told as not completed',
		file: 'shared/http/statusProblems.js',
		find: "kind: 'unclear',\n        title: late",
		replace: "kind: 'invalid',\n        title: late",
	},
	{
		name: 'records-unread',
		what: "a lost answer is told as unknown although the vendor's records show what became of it",
		file: 'shared/engine/lostAnswers.js',
		find: 'if (findOut === undefined ||',
		replace: 'if (findOut !== null ||',
	},
	{
		name: 'foreign-limit',
		what: 'a 503 or 408 of something in between counts as the vendor limit, and writes are made again',
		file: 'shared/http/statusProblems.js',
		find: 'if (status === 503 || status === 408) {',
		replace:
			"if (status === 503 || status === 408) return { kind: 'limited', title: 'Limited', advice: '', waitMs: 1000 };\n    if (status === 503 || status === 408) {",
	},
	{
		name: 'retry-forgets',
		what: "n8n's Retry On Fail sends again what was completed",
		file: 'shared/engine/retryOnFail.js',
		find: 'const outcomes = isOurs ?',
		replace: 'const outcomes = isOurs && false ?',
	},
	{
		name: 'secrets-shown',
		what: 'secrets in answers are shown in errors',
		file: 'shared/secrets/redact.js',
		find: 'function redactor(secrets) {',
		replace: 'function redactor(secrets) {\n    secrets = [];',
	},
	{
		name: 'short-list',
		what: 'a list ends after its first page',
		file: 'shared/operation/paging.js',
		find: 'return rows.length < given && position === total;',
		replace: 'return rows.length > 0 || (given && position === total);',
	},
	{
		name: 'rows-by-position',
		what: 'answers to a bulk call are matched by where they stand',
		file: 'LeadSquared/bulk.js',
		find: /rows\.filter\(\(row\) => .*? === index \+ 1\)/,
		replace: 'rows.filter((_row, at) => at === index)',
	},
	{
		name: 'outage-told-as-no',
		what: 'what failed in the middle of a group is told as not completed',
		file: 'shared/engine/runOutcomes.js',
		find: "problem.kind === 'unclear' && isWrite",
		replace: "problem.kind === 'never' && isWrite",
	},
	{
		name: 'delivered-twice',
		what: 'a delivery that comes twice starts the workflow twice',
		file: 'shared/trigger/deliveries.js',
		find: '(isSame(last, one) || last.at !== one.at))',
		replace: 'isSame(last, one) && last.at === one.about)',
	},
	{
		name: 'forged-believed',
		what: 'a delivery without the secret starts the workflow',
		file: 'LeadSquared/trigger/verify.js',
		find: /return \(0, compareSecrets_\d\.sameSecret\)/,
		replace: 'return true || (0, compareSecrets_1.sameSecret)',
	},
	{
		name: 'key-refused',
		what: "a delivery is refused for good because its key can't be fetched",
		file: 'Ivvy/trigger/verify.js',
		find: 'throw new Unchecked();\n    if (keys',
		replace: "return '';\n    if (keys",
	},
	{
		name: 'poll-moves-on',
		what: 'a poll that n8n gives up has moved on all the same, and its changes are lost',
		file: 'shared/trigger/pollRun.js',
		find: "saved = context.getWorkflowStaticData('node');",
		replace:
			"saved = context.getWorkflowStaticData('node');\n        if (typeof saved.since === 'string')\n            saved.done = saved.since = new Date().toISOString();",
	},
	{
		name: 'poll-known-forgotten',
		what: 'what a poll has told is told again',
		file: 'shared/trigger/polling.js',
		find: 'if (isKnown(before, record))',
		replace: 'if (false && isKnown(before, record))',
	},
];
