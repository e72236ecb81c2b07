'use strict';
/**
 * Answers with a success status that prove nothing: no id, no record, no rows, not even the vendor's own form. A write is
 * told as unknown after one, whether it was carried out or not, and a read as an error. What the contract lets be
 * said with such an answer is left out, or a yes.
 */
const isList = (value) => Array.isArray(value);

/** `answer(words, call)`: the body, for a planned call */
const SHAPES = [
	{ name: '{}', answer: () => ({}) },
	{ name: '[]', answer: () => [], isYes: ({ answer }) => isList(answer) },
	{ name: 'a number', answer: () => 5 },
	{ name: 'null', answer: () => null },
	{ name: '{"status":"ok"}', answer: () => ({ status: 'ok' }) },
	{ name: 'the vendor\'s form, hollow', answer: ({ hollow }, call) => hollow(call), isYes: (call, { hollowYes }, entry) => hollowYes(call, entry) },
];

/**
 * What an answer of this shape means for a planned call, by the contract.
 * @returns {'yes' | 'nothing' | undefined} yes: the contract asks for no proof; undefined: it is an ordinary answer
 */
function meaningOf({ isYes = () => false }, call, words, entry) {
	if (call.emptyYes) return 'yes';
	return isYes(call, words, entry) ? undefined : 'nothing';
}

module.exports = { SHAPES, meaningOf };
