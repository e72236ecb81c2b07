'use strict';
/** How the fake iVvy looks at the parameters of a call and how it refuses them, docs/contracts/ivvy.md section 4.2. */
const { format } = require('./ivvy.data');

class Refusal extends Error {
	constructor(errorCode, message, specificCode, additionalMessages) {
		super(message);
		Object.assign(this, { errorCode, specificCode, additionalMessages });
	}
}

function refuse(...args) {
	throw new Refusal(...args);
}

const whole = (value) => (Number.isInteger(value) ? undefined : 'Value must be a whole number');
const within = (low, high) => (value) =>
	whole(value) ??
	(value < low || value > high ? `Value must be between ${low} and ${high}` : undefined);
const text = (value) => (typeof value === 'string' ? undefined : 'Value must be a string');
const flag = (value) => (typeof value === 'boolean' ? undefined : 'Value must be true or false');
const oneOf =
	(...names) =>
	(value) =>
		names.includes(value) ? undefined : `Value must be one of ${names.join(', ')}`;
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const object = (value) => (isObject(value) ? undefined : 'Value must be an object');
/** Section 14: the lists' venueId is a number or numeric text. */
const looseWhole = (value) =>
	/^\d+$/.test(value) && typeof value !== 'object' ? undefined : 'Value must be a whole number';
const wholes = (value) =>
	Array.isArray(value) && value.every(Number.isInteger)
		? undefined
		: 'Value must be an array of whole numbers';

/** Section 5: `YYYY-MM-DD HH:mm:ss`, UTC, optional suffix ` UTC`. */
function timestamp(value) {
	const plain = typeof value === 'string' ? value.replace(/ UTC$/, '') : '';
	const at = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(plain)
		? Date.parse(`${plain.replace(' ', 'T')}Z`)
		: Number.NaN;
	return !Number.isNaN(at) && format(at) === plain ? undefined : 'Value must be a timestamp';
}

function check(input, fields, required = []) {
	for (const [name, value] of Object.entries(input)) {
		if (!Object.hasOwn(fields, name))
			refuse(400, `'${name}' does not validate`, 23016, [`${name}: *Unknown parameter*`]);
		const wrong = fields[name](value);
		if (wrong !== undefined) refuse(400, `'${name}' does not validate`, 23016, [wrong]);
	}
	for (const name of required)
		if ((input[name] ?? '') === '') refuse(400, `'${name}' is required`, 23017);
}

module.exports = {
	Refusal,
	flag,
	refuse,
	whole,
	within,
	text,
	oneOf,
	isObject,
	object,
	looseWhole,
	wholes,
	timestamp,
	check,
};
