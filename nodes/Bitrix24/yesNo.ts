import { toIsoOffset, type Moment } from '../shared/text/dates';

/** A switch as classic methods take it; undefined stays out of a request. */
export function yesNo(value: boolean | undefined): 'Y' | 'N' | undefined {
	return value === undefined ? undefined : value ? 'Y' : 'N';
}

/** A moment as Bitrix24 takes it, with an offset (docs/contracts/bitrix24.md section 3.3). */
export function moment(value: Moment | undefined): string | undefined {
	return value && toIsoOffset(value);
}
