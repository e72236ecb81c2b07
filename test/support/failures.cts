/** What the item of a failure tells, in the Continue modes. */
import type { Completed, ItemJson } from './engine.cts';
import { there } from './there.cts';

/** The last sentence of the message on the error output. */
const COMPLETED: Readonly<Record<string, Completed>> = {
	'This item was completed.': 'yes',
	'This item was completed in part.': 'partly',
	'This item was not completed.': 'no',
	'This item may have been completed.': 'unknown',
};

export interface Failure {
	readonly title: string | undefined;
	readonly whatToDo: string | undefined;
	readonly completed: Completed | undefined;
}

/** On the error output a message says everything; elsewhere what to do and what was completed stand apart. */
export function failureOf({ error, message, details }: ItemJson): Failure {
	if (details !== undefined)
		return { title: error, whatToDo: details.whatToDo, completed: details.completed };
	const [, whatToDo, last = ''] = there(
		/^(.*?) ?(This item (?:was|may)[^.]*\.)$/s.exec(String(message)),
	);
	return { title: error, whatToDo, completed: COMPLETED[last] };
}
