import type { IDataObject } from 'n8n-workflow';
import { isObject } from './unknownJson';

const MOST_KEYS = 1000;
const DEEPEST = 10;

/**
 * A form-encoded body with bracket keys (`data[FIELDS][ID]=5`) as nested objects, lists by number. Keys
 * that objects already have (`__proto__`) are dropped, as are keys nested deeper than ten.
 */
export function formBody(text: string): IDataObject {
	const root = Object.create(null) as IDataObject;
	for (const [key, value] of [...new URLSearchParams(text)].slice(0, MOST_KEYS)) {
		const path = key.replace(/\]/g, '').split('[');
		if (path.length > DEEPEST || path.some((part) => part in Object.prototype)) continue;
		let place = root;
		for (const [index, part] of path.entries()) {
			// `a[]` is the next of a list, as PHP reads it.
			const name = part === '' && index > 0 ? String(Object.keys(place).length) : part;
			if (index === path.length - 1) place[name] = value;
			else if (!isObject(place[name])) place[name] = Object.create(null) as IDataObject;
			place = place[name] as IDataObject;
		}
	}
	return JSON.parse(JSON.stringify(root)) as IDataObject;
}
