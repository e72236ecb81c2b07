import type { IDataObject } from 'n8n-workflow';
import { collection, choice, required } from '../../shared/form/fields';
import { list } from '../../shared/operation/define';
import { listIn, recordsOf } from '../../shared/operation/paging';
import { utcIso } from '../../shared/operation/portableRecord';
import { person } from '../../shared/operation/simplifiedRecord';
import { asNumber, asObject, asText, defined } from '../../shared/text/unknownJson';
import { listAt } from '../answerProofs';
import { method, resultOf } from '../vendor';
import { taskId } from './fields';
import { HISTORY_FIELDS } from './historyFields';

const filters = collection(
	'Filters',
	{
		FIELD: choice<string>('Change', HISTORY_FIELDS, {
			fallback: 'STATUS',
			description: 'What was changed',
		}),
	},
	'Add Filter',
);

/** The whole history comes at once (docs/contracts/bitrix24.md section 2.8). */
export const getHistory = list({
	value: 'getHistory',
	name: 'Get History',
	action: 'Get history of a task',
	description:
		'List the changes to a task, newest first: the field, old and new value, when and by whom',
	fields: { taskId: required(taskId), filters },
	simplify,
	*rows({ taskId: id, filters: filter }, _options, limit) {
		const body = yield method(
			'tasks.task.history.list',
			defined({ taskId: id, filter: Object.keys(filter).length === 0 ? undefined : filter }),
			'read',
			listAt('list'),
		);
		const found = listIn(recordsOf(asObject(resultOf(body)).list), {
			vendor: 'Bitrix24',
			records: 'changes of the task',
		});
		return found.slice(0, limit);
	},
});

function simplify({ id, createdDate, field, value, user }: IDataObject): IDataObject {
	const { from, to } = asObject(value);
	const { id: userId, name, lastName } = asObject(user);
	const fullName = `${asText(name)} ${asText(lastName)}`.trim();
	return {
		id: asNumber(id),
		change: HISTORY_FIELDS.find(({ value: known }) => known === field)?.name ?? asText(field),
		from: from ?? null,
		to: to ?? null,
		createdBy: person({ id: asNumber(userId), name: fullName }),
		createdAt: utcIso(createdDate),
	};
}
