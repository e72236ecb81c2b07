import { keptHtml } from '../../shared/text/html';
import { HTML } from '../enums';

interface Described<T> {
	readonly DESCRIPTION?: T;
	readonly DESCRIPTION_TYPE?: number;
}

/** A description in its format: what is to be HTML and is none becomes it. */
export function descriptionBody<T>({ DESCRIPTION, DESCRIPTION_TYPE }: Described<T>) {
	return { DESCRIPTION: DESCRIPTION_TYPE === HTML ? keptHtml(DESCRIPTION) : DESCRIPTION };
}
