'use strict';
/** What the item of a failure tells, in the Continue modes. */

/**
 * On the error output a message says everything; elsewhere what to do and what was completed stand apart.
 * @param {object} json of the item
 * @returns {{ title: string, whatToDo: string, completed: 'yes'|'partly'|'no'|'unknown' }}
 */
function failureOf({ error, message, details }) {
	if (details !== undefined)
		return { title: error, whatToDo: details.whatToDo, completed: details.completed };
	const [, whatToDo, completed] = /^(.*) ?Completed: (yes|partly|no|unknown)\.$/s.exec(message);
	return { title: error, whatToDo: whatToDo.trimEnd(), completed };
}

module.exports = { failureOf };
