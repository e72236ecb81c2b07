/** Where accounts are hosted; vendors/leadsquared.md section 1.1. */
export const REGIONS = [
	{ name: 'Canada', value: 'api-ca12.leadsquared.com' },
	{ name: 'India (Hyderabad)', value: 'api-in22.leadsquared.com' },
	{ name: 'India (Mumbai)', value: 'api-in21.leadsquared.com' },
	{ name: 'Ireland', value: 'api-ir31.leadsquared.com' },
	{ name: 'Middle East', value: 'api-me61.leadsquared.com' },
	{ name: 'Singapore', value: 'api.leadsquared.com' },
	{ name: 'United States', value: 'api-us11.leadsquared.com' },
];

/** `United States (api-us11.leadsquared.com)`; a host that is not known stands alone. */
export function regionOf(apiHost: string): string {
	const host = apiHost.trim().replace(/^https?:\/\//i, '').replace(/\/.*$/, '').toLowerCase();
	const known = REGIONS.find(({ value }) => value === host);
	return known === undefined ? host : `${known.name} (${host})`;
}
