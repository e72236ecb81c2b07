/**
 * Activities beside the first 3000 of the fake LeadSquared: mandatory fields, files, another
 * opportunity type; and changes of activities.
 */
import { pick, there } from '../support/there.cts';
import { stamp } from './leadsquared.answers.cts';
import type { Activity, Counts } from './leadsquared.data.cts';
import { BASE, MINUTE, HOUR, range, guid } from './leadsquared.make.cts';
import { STATUSES, BANKS, own } from './leadsquared.types.data.cts';

const CODES = [206, 207, 208, 12001];
const lead = (n: number, counts: Counts) => guid('lead', 1 + (n % counts.leads));

const VALUES: Record<number, (n: number, counts: Counts) => Activity['Fields']> = {
	206: (n, counts) => ({
		[own(1)]: `Applicant ${n}`,
		[own(2)]: pick(BANKS, n),
		[own(3)]: String(100_000 + n),
		[own(5)]: lead(n + 10, counts),
		[own(6)]: stamp(BASE + n * HOUR),
	}),
	207: (n) => ({
		[own(1)]: { mx_CustomObject_1: 'Passport', mx_CustomObject_2: `scan-${n}.pdf,photo-${n}.png` },
		[own(2)]: `Remarks ${n}`,
	}),
	208: (n) => ({ [own(1)]: `Contract ${n}` }),
	12001: (n) => ({ [own(1)]: `Policy ${n}`, [own(2)]: pick(['Quoted', 'Signed'], n) }),
};

/** extra n is on lead n + 1; its type is 206, 207, 208 or 12001, beginning with 207 */
export function extra(n: number, counts: Counts): Activity {
	const code = pick(CODES, n);
	return {
		ProspectActivityId: guid('extra', n),
		AutoId: 100_000 + n,
		ActivityEvent: code,
		RelatedProspectId: lead(n, counts),
		ActivityNote: `Extra ${n}`,
		Status: pick(STATUSES, n),
		Owner: guid('user', 1 + (n % 9)),
		CreatedBy: guid('user', 1),
		CreatedOn: BASE + 5 * HOUR + n * MINUTE,
		ModifiedOn: BASE + 6 * HOUR + n * MINUTE,
		Fields: there(VALUES[code])(n, counts),
	};
}

/** A change of a field of an activity. */
export interface Change {
	readonly ProspectActivityId: string;
	readonly ActivityEvent: number;
	readonly RelatedProspectId: string;
	readonly SchemaName: string;
	readonly OldValue: string;
	readonly NewValue: string;
	readonly ModifiedBy: string;
	readonly ModifiedOn: number;
}

/** Three changes of each of the first ten extras, or of as many as there are. */
export function history(counts: Counts): Change[] {
	return range(Math.min(10, counts.extras)).flatMap((n) =>
		['First', 'Second', 'Third'].map((word, index) => ({
			ProspectActivityId: guid('extra', n),
			ActivityEvent: pick(CODES, n),
			RelatedProspectId: lead(n, counts),
			SchemaName: 'ActivityEvent_Note',
			OldValue: index === 0 ? '' : `${['First', 'Second'][index - 1]} note`,
			NewValue: `${word} note`,
			ModifiedBy: guid('user', 2),
			ModifiedOn: BASE + 5 * HOUR + n * MINUTE + index * 1000,
		})),
	);
}
