'use strict';
/**
 * Arguments of the legacy task.* methods of the fake Bitrix24: PHP gets them in the order of their keys, whatever the
 * keys are called (contract 2.9). A key too many in front shifts all the others.
 */
const { isMap, isPhpMap, whole } = require('./bitrix24.answers');
const { core } = require('./bitrix24.taskfields');

const thrown = (number, text, name) =>
	core(`TASKS_ERROR_EXCEPTION_#${number}; ${text}; ${number}/TE/${name}`);
const wrongArgument = (text) => thrown(256, text, 'WRONG_ARGUMENTS');
const failed = (text) => thrown(8, text, 'ACTION_FAILED_TO_BE_PROCESSED');

/** a token at the end is no argument; anywhere else it is one (contract 2.9) */
function argumentsOf(params, { caller }) {
	const keys = Object.keys(params);
	if (caller.kind === 'app' && keys.at(-1) === 'auth') keys.pop();
	return keys.map((key) => params[key]);
}

const isGiven = (value) => value !== undefined && value !== null && value !== '';
const FITS = {
	integer: (value) => whole(value) !== undefined,
	array: isPhpMap,
	list: Array.isArray,
};

/**
 * @param {object} params what came, in its order
 * @param {string} method PHP's name, e.g. ctaskchecklistitem::add
 * @param {Array<[string, 'integer'|'array'|'list', boolean?]>} signature name, type, may it be left out?
 * @returns the arguments in their order, integers as numbers
 */
function positional(params, method, signature, context) {
	const given = argumentsOf(params, context);
	if (given.length > signature.length)
		throw wrongArgument(`Too many params given for method ${method}()`);
	return signature.map(([name, type, optional], index) => {
		const value = given[index];
		const which = `Param #${index} (${name})`;
		if (!isGiven(value) || (type === 'array' && isPhpMap(value) && !optional && !isMap(value))) {
			if (optional) return undefined;
			throw wrongArgument(`${which} expected by method ${method}(), but not given.`);
		}
		if (!FITS[type](value))
			throw wrongArgument(
				`${which} for method ${method}() expected to be of type "${type}", but given something else.`,
			);
		return type === 'integer' ? whole(value) : value;
	});
}

/** Keys that an argument may hold. */
function keysOf(value, names, method, which) {
	for (const key of Object.keys(value))
		if (!names.includes(key))
			throw wrongArgument(`Param ${which} for method ${method}() must not contain key "${key}".`);
	return value;
}

module.exports = { positional, keysOf, thrown, failed };
