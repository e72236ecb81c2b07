/** Whoever picks a person can give an email, and for people outside a phone number; read off all built nodes. */
import type { INodeProperties } from 'n8n-workflow';
import { NODES, parametersOf } from '../support/descriptions.cts';

interface Placed {
	readonly property: INodeProperties;
	readonly place: string;
}

/** By node, the lists that hold people, and what they are known by. */
const KNOWN_BY: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
	bitrix24: {
		searchClients: ['email', 'phone'],
		searchLinkable: ['email', 'phone'],
		searchOwners: ['email', 'phone'],
		searchUsers: ['email'],
	},
	deskera: {
		searchContacts: ['email', 'phone'],
		searchOrganizations: ['email', 'phone'],
		searchUsers: ['email'],
	},
	ivvy: {
		searchCompanies: ['email', 'phone'],
		searchContacts: ['email', 'phone'],
		// Its leads and opportunities have neither (docs/vendor-notes.md, iVvy).
		searchLeads: [],
		searchUsers: ['email'],
	},
	leadSquared: {
		searchLeads: ['email', 'phone'],
		searchOwners: ['email'],
		searchUsers: ['email'],
	},
};
/** Lists that hold no people, of which a new one has to be named here or above. */
const NO_PEOPLE = new Set([
	'searchActivities',
	'searchActivityTypes',
	'searchBadges',
	'searchBookings',
	'searchCalendarEvents',
	'searchCalendarSections',
	'searchChecklistItems',
	'searchDeals',
	'searchEmails',
	'searchGroups',
	'searchLeadFields',
	'searchNotes',
	'searchOldTaskComments',
	'searchOpportunities',
	'searchOpportunityTypes',
	'searchOwnerTypes',
	'searchPhones',
	'searchSalesActivities',
	'searchStages',
	'searchStatuses',
	'searchStorages',
	'searchTaskComments',
	'searchTaskFields',
	'searchTaskResults',
	'searchTaskTimes',
	'searchTaskTypes',
	'searchTasks',
	'searchTimelineComments',
	'searchTimelineIcons',
	'searchTimelineLogos',
	'searchTimelineLogs',
	'searchVenues',
	'searchWritableTypes',
]);
/** Words of a label that say that a person is meant. */
const PERSON =
	/\b(?:assigned to|assignees?|attendees?|author|client|compan(?:y|ies)|contacts?|created by|host|lead|observers?|organizations?|organizer|owner|participants?|responsible|sold by|users?)\b/i;
const DESCRIPTIONS = Object.values(NODES).map(({ make }) => make().description);
const searchOf = ({ modes = [] }: INodeProperties): string | undefined =>
	modes.find(({ name }) => name === 'list')?.typeOptions?.searchListMethod;

describe.each(DESCRIPTIONS)('$name', ({ name, properties }) => {
	const pickers = (parametersOf(properties) as Placed[]).filter(
		({ property }) => property.type === 'resourceLocator',
	);
	const known = KNOWN_BY[name.replace(/(?:Polling)?Trigger$/, '')] ?? {};

	it('knows of each list whether it holds people', () => {
		const searches = pickers.map(({ property }) => searchOf(property));
		const unknown = searches.filter(
			(search) => search !== undefined && known[search] === undefined && !NO_PEOPLE.has(search),
		);
		expect(unknown).toEqual([]);
	});

	it('lets every person be given by what it is known by', () => {
		const wrong = pickers.flatMap(({ property, place }) => {
			const modes = (property.modes ?? []).map((mode) => mode.name);
			const wanted = known[searchOf(property) ?? ''] ?? [];
			return wanted.filter((mode) => !modes.includes(mode)).map((mode) => `${place}: ${mode}`);
		});
		expect(wrong).toEqual([]);
	});

	it('has no other field for a person than a picker of such a list', () => {
		const wrong = (parametersOf(properties) as Placed[])
			.filter(({ property: { type } }) => ['string', 'number', 'resourceLocator'].includes(type))
			.filter(({ property: { displayName } }) => PERSON.test(displayName))
			.filter(({ property }) => known[searchOf(property) ?? ''] === undefined);
		expect(wrong.map(({ place, property }) => `${place} (${property.displayName})`)).toEqual([]);
	});
});
