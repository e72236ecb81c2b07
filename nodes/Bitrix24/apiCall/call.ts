import { choice, flag, required, text, when } from '../../shared/form/fields';
import { limitFields, rowLimit } from '../../shared/form/limitFields';
import { asItems, listNamed } from '../../shared/operation/apiCall';
import { multiStep } from '../../shared/operation/define';
import { asObject } from '../../shared/text/unknownJson';
import { ANSWERED } from '../answerProofs';
import { batch } from '../bulk';
import { method, method3, methodAlone, resultOf } from '../vendor';
import { changedRecords, onlyReads } from './changedRecords';
import { methodName } from './methodName';
import { anyRows, withoutStart } from './pages';
import { anyParameters, byNumber, namedParameters } from './parameters';

const VERSIONS = [
	{ name: 'Classic', value: 'classic' },
	{
		name: 'REST 3.0',
		value: 'v3',
		description: 'The second generation, such as tasks.task.result.list. One request each.',
	},
] as const;

const PAGING = [
	{ name: 'None', value: 'none', description: 'One request is sent' },
	{
		name: 'By Start',
		value: 'start',
		description: 'For lists, which take start and answer with total and next',
	},
] as const;
const inPages = { version: ['classic'], paging: ['start'] };

export const callMethod = multiStep({
	value: 'call',
	name: 'Make',
	action: 'Make an API call',
	description: 'Call any method of the Bitrix24 REST API',
	effect: 'write',
	isDestructive: ({ readsOnly }) => readsOnly !== true,
	fields: {
		method: required(text('Method', { placeholder: 'e.g. crm.deal.list' })),
		version: choice<'classic' | 'v3'>('API Version', VERSIONS, { fallback: 'classic' }),
		parameters: anyParameters({
			description:
				'The method\'s parameters, such as { "id": 5 }. Some task methods count them: ' +
				'keep the documented order, or give a list such as [13, 5].',
		}),
		readsOnly: flag(
			'Read-Only',
			'Whether the method changes nothing, so that it may be repeated if a response is lost',
		),
		paging: when(
			choice<'none' | 'start'>('Paging', PAGING, {
				fallback: 'none',
				description:
					'How further pages of a list are requested. Without it, a list comes up to its first page.',
			}),
			{ version: ['classic'] },
		),
		rowsIn: when(
			text('List Key', {
				placeholder: 'e.g. items',
				description:
					'The key of the list in the result. If empty, the result itself or the only list in it is used.',
			}),
			inPages,
		),
		...limitFields(inPages),
	},
	records: ({ method: name, parameters, readsOnly }) =>
		readsOnly === true ? [] : changedRecords(name, parameters),
	*steps({ method: name, version, parameters = {}, readsOnly, paging, rowsIn = '', ...list }) {
		const isPaged = paging === 'start' && version !== 'v3';
		// A list that is called so may be asked for again, page by page, when an answer is lost.
		const isRead = readsOnly === true || (isPaged && onlyReads(name));
		const effect = isRead ? 'read' : 'write';
		if (isPaged) {
			const base = method(methodName(name), withoutStart(parameters), effect, ANSWERED);
			return asItems(yield* listNamed(anyRows(base, rowsIn.trim(), rowLimit(list))));
		}
		if (version !== 'v3') {
			const send = MOVES_FILES.test(name) ? methodAlone : method;
			return asItems(
				resultOf(yield send(methodName(name), byNumber(parameters), effect, ANSWERED)),
			);
		}
		const answer = yield method3(methodName(name), namedParameters(parameters), effect, ANSWERED);
		return asItems(inResult3(resultOf(answer)));
	},
	bulk: batch,
});

/** Methods that upload or download files are refused in a batch (docs/contracts/bitrix24.md section 4). */
const MOVES_FILES = /upload|download/i;

/** REST 3.0 puts a record under `item` and a list under `items` (docs/contracts/bitrix24.md section 2.10). */
function inResult3(result: unknown): unknown {
	const { item, items } = asObject(result);
	return items ?? item ?? result;
}
