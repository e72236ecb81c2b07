/** Titles of errors, whose end shows the field at fault where it is known. */

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A title that says this, with a field and its value behind it or without. */
export const titled = (text: RegExp | string): unknown =>
	expect.stringMatching(
		text instanceof RegExp ? text : new RegExp(`^${escaped(text)}(?: \\("[^"]+": .+\\))?$`),
	);
