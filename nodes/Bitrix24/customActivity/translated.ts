import { InvalidInput } from '../../shared/contract/errors';
import type { Field } from '../../shared/contract/field';
import { text } from '../../shared/form/fields';
import { fromJson, isObject } from '../../shared/text/unknownJson';

/** A text, or one for each language by its code: `{ "en": "Save", "de": "Speichern" }`. */
export type Translated = string | Readonly<Record<string, string>>;

type Looks = NonNullable<Parameters<typeof text>[1]>;

/** A text that may be there in several languages; docs/contracts/bitrix24.md section 2.5. */
export function translated(label: string, looks: Looks = {}): Field<Translated | undefined> {
	const plain = text(label, looks);
	return {
		...plain,
		read(raw, place) {
			const given = typeof raw === 'string' && /^\s*\{.*\}\s*$/s.test(raw) ? fromJson(raw) : raw;
			return isObject(given) ? byLanguage(given, label) : plain.read(raw, place);
		},
	};
}

const LANGUAGE = /^[a-z]{2}$/;

function byLanguage(given: Readonly<Record<string, unknown>>, label: string): Translated {
	const texts: Record<string, string> = {};
	for (const [language, value] of Object.entries(given)) {
		if (!LANGUAGE.test(language) || typeof value !== 'string' || value.trim() === '')
			throw new InvalidInput(
				`"${label}" is no text for each language`,
				'Write it as { "en": "Save", "de": "Speichern" }, with codes of two small letters.',
			);
		texts[language] = value;
	}
	if (Object.keys(texts).length === 0)
		throw new InvalidInput(`"${label}" has no text in any language`, 'Write at least one.');
	return texts;
}
