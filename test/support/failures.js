'use strict';
/** What the item of a failure tells, in the Continue modes. */

/** The last sentence of the message on the error output. */
const COMPLETED = {
	'This item was completed.': 'yes',
	'This item was completed in part.': 'partly',
	'This item was not completed.': 'no',
	'This item may have been completed.': 'unknown',
};

/**
 * On the error output a message says everything; elsewhere what to do and what was completed stand apart.
 * @param {object} json of the item
 * @returns {{ title: string, whatToDo: string, completed: 'yes'|'partly'|'no'|'unknown' }}
 */
function failureOf({ error, message, details }) {
	if (details !== undefined)
		return { title: error, whatToDo: details.whatToDo, completed: details.completed };
	const [, whatToDo, last] = /^(.*?) ?(This item (?:was|may)[^.]*\.)$/s.exec(message);
	return { title: error, whatToDo, completed: COMPLETED[last] };
}

module.exports = { failureOf };
