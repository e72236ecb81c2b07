import type { IDataObject } from 'n8n-workflow';
import { isObject } from './values';

const MOST_KEYS = 1000;
const DEEPEST = 10;

/**
 * A form-encoded body with bracket keys (`data[FIELDS][ID]=5`) as nested objects; keys that objects already have
 * (`__proto__`) are dropped, as are keys nested deeper than ten.
 */
export function formBody(text: string): IDataObject {
	const root = Object.create(null) as IDataObject;
	for (const [key, value] of [...new URLSearchParams(text)].slice(0, MOST_KEYS)) {
		const path = key.replace(/\]/g, '').split('[');
		if (path.length > DEEPEST || path.some((part) => part in Object.prototype)) continue;
		let place = root;
		for (const part of path.slice(0, -1)) {
			if (!isObject(place[part])) place[part] = Object.create(null) as IDataObject;
			place = place[part] as IDataObject;
		}
		place[path[path.length - 1]] = value;
	}
	return JSON.parse(JSON.stringify(root)) as IDataObject;
}
