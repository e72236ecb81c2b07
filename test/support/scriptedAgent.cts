/** A program in the place of a language model: it mends a call by what the error says, and by nothing else. */

/** What its user wants, in the user's terms. */
export interface Fact {
	/** The field's label. */
	readonly label: string;
	/** The field's type, as its schema names it. */
	readonly type: string;
	/** A moment as ISO text, a choice by its name, or a plain value. */
	readonly value: unknown;
}

/**
 * The argument to give instead.
 * @returns undefined where the error names no field that is known, or does not say how its value is written
 */
export function mended(
	error: string,
	facts: readonly Fact[],
): { readonly value: unknown } | undefined {
	const fact = facts.find(({ label }) => error.includes(`"${label}"`));
	if (fact === undefined) return undefined;
	const value = /is empty/.test(error) ? fact.value : written(error, fact);
	return value === undefined ? undefined : { value };
}

/** The value as the error says that it is written. */
function written(error: string, { type, value }: Fact): unknown {
	const listed = /It can be: (.+?)\.(?:\s|$)/s.exec(error)?.[1];
	if (listed !== undefined) return choiceIn(listed, String(value));
	if (type === 'dateTime') return /\b\d{4}-\d{2}-\d{2}\b/.test(error) ? String(value) : undefined;
	if (/\btrue or false\b|\btrue, yes\b/.test(error)) return value === true || value === 'true';
	if (type === 'resourceLocator')
		return /\bsuch as\b|\bthe ID\b|\bits ID\b/.test(error) ? value : undefined;
	if (/\bnumber\b|\bdigits\b/.test(error)) return Number(value);
	if (/\bJSON\b/.test(error)) return typeof value === 'string' ? value : JSON.stringify(value);
	if (/\bmust be text\b|\bone value\b/.test(error)) return String(value);
	return undefined;
}

/** The choice that bears the name which the user says. */
function choiceIn(listed: string, name: string): string | undefined {
	return `, ${listed}, `.includes(`, ${name}, `) || listed.includes(`${name} (`) ? name : undefined;
}
