import type { IDataObject } from 'n8n-workflow';
import type { Budget, DayQuota } from '../shared/contract/vendor';
import { enteredCount } from '../shared/secrets/credentialFields';
import { asText } from '../shared/text/unknownJson';

/** What a plan allows in five seconds, and in a day where the vendor says so. */
interface Plan {
	readonly calls: number;
	readonly bulkCalls: number;
	readonly day?: DayQuota;
}

/**
 * The plans that LeadSquared has published, by their values in the credential; the tables disagree
 * by age (docs/contracts/leadsquared.md section 2.3).
 */
const PLANS: Readonly<Record<string, Plan>> = {
	pro: { calls: 10, bulkCalls: 5, day: { of: 'The Pro plan', calls: 10_000 } },
	super: { calls: 20, bulkCalls: 10, day: { of: 'The Super plan', calls: 100_000 } },
	olderLite: { calls: 2, bulkCalls: 1 },
	olderPro: { calls: 5, bulkCalls: 1 },
	olderSuper: { calls: 10, bulkCalls: 1 },
	olderStandard: { calls: 15, bulkCalls: 1 },
	olderEnterprise: { calls: 25, bulkCalls: 1 },
};
/** What the page of each call says, whatever the plan. */
const DOCUMENTED: Plan = { calls: 25, bulkCalls: 1 };
const SECONDS = 5;

const ALL_PLANS = [DOCUMENTED, ...Object.values(PLANS)];
const KNOWN_CALLS = [...new Set(ALL_PLANS.map(({ calls }) => calls))];
const KNOWN_BULK_CALLS = [...new Set(ALL_PLANS.map(({ bulkCalls }) => bulkCalls))];

/**
 * Ordinary calls and bulk calls, each with a limit of its own. @throws InvalidInput where the
 * numbers of a custom plan make no sense
 */
export function budgetsOf(credentials: IDataObject): Budget[] {
	const { calls, bulkCalls } = planOf(credentials);
	return [
		{
			name: 'calls',
			spentBy: ({ path }) => !isBulk(path),
			limit: { kind: 'window', calls, seconds: SECONDS, known: KNOWN_CALLS },
		},
		{
			name: 'bulk calls',
			spentBy: ({ path }) => isBulk(path),
			limit: { kind: 'window', calls: bulkCalls, seconds: SECONDS, known: KNOWN_BULK_CALLS },
		},
	];
}

export function dayQuotaOf(credentials: IDataObject): DayQuota | undefined {
	return planOf(credentials).day;
}

function isBulk(path: string): boolean {
	return /\/bulk\//i.test(path);
}

/** A credential that was made by the API may have a number and no plan. */
function planOf({ plan, callsPer5Seconds, bulkCallsPer5Seconds }: IDataObject): Plan {
	const isCustom = plan === 'custom' || (plan === undefined && callsPer5Seconds !== undefined);
	if (!isCustom) return PLANS[asText(plan)] ?? DOCUMENTED;
	const calls = enteredCount(callsPer5Seconds, 'Calls per 5 Seconds', DOCUMENTED.calls);
	return {
		calls,
		bulkCalls: enteredCount(bulkCallsPer5Seconds, 'Bulk Calls per 5 Seconds', calls),
	};
}
