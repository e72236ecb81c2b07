'use strict';
/**
 * Answers with a success status that prove nothing: no id of what was made, no record, no rows, not even the vendor's
 * own form. A write is told as unknown after one, whether it was carried out or not, and a read as an error. What the
 * contract lets be said with such an answer is left out, or a yes.
 */
const isList = (value) => Array.isArray(value);

/** Where an answer names the record that was made; Bitrix24 also says its number and nothing else. */
const IDS = ['id', 'Id', 'ID', 'CALL_ID', 'ProspectActivityId'];

/** The same answer without the record's name. */
function nameless(value, key, above) {
	if (isList(value)) return value.map((inner) => nameless(inner));
	if (typeof value === 'object' && value !== null)
		return Object.fromEntries(
			Object.entries(value).map(([name, inner]) => [name, nameless(inner, name, key)]),
		);
	return IDS.includes(key) || (typeof value === 'number' && [key, above].includes('result'))
		? null
		: value;
}

const hasName = ({ answer }) => JSON.stringify(nameless(answer)) !== JSON.stringify(answer);

/**
 * `answer(words, call)`: the body, for a planned call; `isYes(call, words, entry)`: that is no
 * other than an ordinary answer to it
 */
const SHAPES = [
	{ name: '{}', answer: () => ({}) },
	{ name: '[]', answer: () => [], isYes: ({ answer }) => isList(answer) },
	{ name: 'a number', answer: () => 5 },
	{ name: 'null', answer: () => null },
	{ name: '{"status":"ok"}', answer: () => ({ status: 'ok' }) },
	{
		name: 'the id is null',
		answer: (_words, { answer }) => nameless(answer),
		isYes: (call, _words, { parameters: { operation } }) =>
			!call.write || operation !== 'create' || !hasName(call),
	},
	{
		name: "the vendor's form, hollow",
		answer: ({ hollow }, call) => hollow(call),
		isYes: (call, { hollowYes }, entry) => hollowYes(call, entry),
	},
];

/** By contract these calls answer nothing: what has something in it may say no. */
const isEmpty = (body) => ['undefined', 'null', '""', '{}'].includes(JSON.stringify(body ?? null));

/**
 * What an answer of this shape means for a planned call, by the contract.
 * @returns {'yes' | 'nothing' | undefined} yes: the contract asks for no more; undefined: it is an ordinary answer
 */
function meaningOf({ answer, isYes = () => false }, call, words, entry) {
	// A 204 has no body, whatever is meant to stand in it.
	if (call.emptyYes) return call.status === 204 || isEmpty(answer(words, call)) ? 'yes' : 'nothing';
	return isYes(call, words, entry) ? undefined : 'nothing';
}

module.exports = { SHAPES, meaningOf };
