'use strict';
/** Titles of errors, whose end shows the field at fault where it is known. */

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A title that says this, with a field and its value behind it or without. */
const titled = (text) =>
	text instanceof RegExp
		? expect.stringMatching(text)
		: expect.stringMatching(new RegExp(`^${escaped(text)}(?: \\("[^"]+": .+\\))?$`));

module.exports = { titled };
