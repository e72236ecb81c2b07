import { toIsoOffset, type Moment } from '../shared/text/dates';

/** A moment as Bitrix24 takes it, with an offset (docs/contracts/bitrix24.md section 3.3). */
export function moment(value: Moment | undefined): string | undefined {
	return value && toIsoOffset(value);
}
