import { InvalidInput } from '../contract/errors';
import type { Field } from '../contract/field';
import { shown } from '../text/sentences';
import { asObject } from '../text/unknownJson';
import { fixed, text } from './fields';

const LABEL = 'Date Format';
/** Tokens of other libraries, which Luxon takes for something else or for plain text. */
const NOT_LUXON = /[YD]/;
const QUOTED = /'[^']*'/g;

const shownAs = fixed(
	text(LABEL, {
		placeholder: 'e.g. dd.MM.yyyy HH:mm',
		description:
			'Format of dates that are not ISO dates, in ' +
			'<a href="https://moment.github.io/luxon/#/parsing?id=table-of-tokens">Luxon tokens</a>. ' +
			'ISO dates and dates of spreadsheets are always recognized.',
	}),
);

/** How texts that are no ISO dates are read; the same for the whole run. */
export const dateFormat: Field<string | undefined> = {
	...shownAs,
	read(raw, place) {
		const format = shownAs.read(raw, place)?.trim();
		const tokens = format?.replace(QUOTED, '');
		if (tokens !== undefined && (!namesDay(tokens) || NOT_LUXON.test(tokens)))
			throw new InvalidInput(
				`"${LABEL}" can't be ${shown(raw)}`,
				'Use d or dd for the day, M or MM for the month and yyyy for the year, such as dd.MM.yyyy or M/d/yyyy h:mm a.',
			);
		return format;
	},
};

/** Day, month and year, the day of a year, or the time since 1970. */
function namesDay(tokens: string): boolean {
	const has = (...wanted: RegExp[]) => wanted.every((token) => token.test(tokens));
	return has(/[Xx]/) || has(/o/, /y/) || has(/d/, /[ML]/, /y/);
}

/** The format in the options of an operation; undefined where there is none. */
export function dateFormatIn(options: unknown): string | undefined {
	const format = asObject(options).dateFormat;
	return typeof format === 'string' && format.trim() !== '' ? format.trim() : undefined;
}
