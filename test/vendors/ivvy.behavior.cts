/**
 * Where docs/contracts/ivvy.md says "unverified" or the sources disagree, the fake can do either;
 * the first is what it does unasked.
 */
const CHOICES = {
	/** the HTTP status of an error: its errorCode, or 200 (section 4.2) */
	errorStatus: ['http', '200'],
	/** are 460 to 463 HTTP statuses too (section 4.2) */
	ownStatuses: ['400', 'code'],
	/** what the CRM lists do with filter.id (section 6.3) */
	idFilter: ['works', 'refused', 'ignored'],
	/** and with filter.modifiedDate, with any suffix (section 13) */
	modifiedFilter: ['works', 'refused', 'ignored'],
	/**
	 * what every list does with a filter by name, businessName or email (section 5): a blind one finds nothing, and one
	 * that lags nothing that was made within the last minute
	 */
	nameFilter: ['works', 'refused', 'ignored', 'blind', 'lags'],
	/** and with one by the description of activities and tasks, or by the text of notes of all but bookings (section 5) */
	textFilter: ['works', 'refused', 'ignored', 'blind', 'lags'],
	/** the value that means null in a filter (section 5) */
	nullTest: ['__ISNULL__', 'ISNULL', 'both'],
	/** where getUserList takes venueId (sections 9, 12 no. 10) */
	userVenue: ['both', 'filter', 'top'],
	/** what getOpportunityList calls its venues (sections 9, 12 no. 10) */
	opportunityVenue: ['both', 'venueIds', 'venueId'],
	/**
	 * rows of activities and tasks carry venueId as text: the examples of the lists print numbers,
	 * but send a text (sections 6.2, 7.2, 14)
	 */
	venueIdText: [false, true],
	/** is an activity without description added (sections 6.1, 12 no. 5) */
	description: ['required', 'optional'],
	/** is an activity or task without any owner added (section 6.1) */
	noOwner: ['accepted', 'refused'],
	/** the code of an activity for an opportunity without its venue (section 6.1) */
	venueMissing: [24397, 24403],
	/** whose tasks getTaskList shows: everybody's, or those of options.keyUserId (section 2) */
	visibleTasks: ['all', 'own'],
	/** what addOrUpdateContact calls the last name: the example's way or the table's (section 10) */
	lastNameKey: ['lastName', 'LastName', 'both'],
	/** what it answers: the sample's id, or success and id as the text has it (section 4.1) */
	contactAnswer: ['id', 'full'],
	/** whose key it is: only the first two may subscribe to notifications (sections 2, 11) */
	keyOwner: ['primary', 'none', 'other'],
	/** two addresses for one endpoint key: both stay, the new one replaces the old, or the second fails (section 11) */
	secondAddress: ['both', 'replaces', 'fails'],
	/**
	 * does the answer to a subscription tell the families that were not asked for (section 11; the
	 * vendor's page contradicts itself)
	 */
	subscribeAnswer: ['requested', 'all'],
	/** addresses that can be subscribed (section 11 says https) */
	addresses: ['https', 'any'],
	/** which jobs `restart` runs again (section 10 does not say) */
	batchRestart: ['all', 'failed'],
	/** the order of a batch's results: none is promised (section 10) */
	batchOrder: ['reversed', 'asked'],
	/** what null does to a field of an activity or task that may be empty: no page says (section 6.1) */
	nulls: ['clear', 'refused', 'ignored'],
} as const;

type Behavior = { -readonly [Name in keyof typeof CHOICES]: (typeof CHOICES)[Name][number] };

/** Options that are no choice, with what they are unasked. */
interface Values {
	clockOffset: number;
	clockSkew: number;
	listCap: number;
	keyUserId: number;
	refuseWith?: number;
	forbidden: readonly string[];
	retryAfter?: number;
	batchPolls: number;
	batchFailures: Readonly<Record<number, object>>;
	brokenEndpoints: readonly string[];
}

const VALUES = (): Values => ({
	/** how far the server's clock is ahead of the caller's, milliseconds */
	clockOffset: 0,
	/** the allowed distance of the two, milliseconds: "5 minutes, may change" (section 3.2) */
	clockSkew: 5 * 60_000,
	/** the greatest page (section 5) */
	listCap: 100,
	/** the user of the key: writes notes, and owns the tasks it sees when visibleTasks is 'own' */
	keyUserId: 1,
	/** an errorCode of section 4.2 that answers every signed call, e.g. 460, 461, 462, 500 or 501 */
	refuseWith: undefined,
	/** calls the key's user may not make (403), as `namespace.action` (section 2) */
	forbidden: [],
	/** seconds in the header retry-after of a 429; absent unasked (section 4.3 knows of none) */
	retryAfter: undefined,
	/** how often progress or results must be asked until a batch is done; 0: at once (section 10) */
	batchPolls: 2,
	/** jobs that fail: number of the job in its batch, from 0 -> the error it answers, over errorCode 400 */
	batchFailures: {},
	/**
	 * endpoint families that can be neither subscribed (success false) nor unsubscribed (result 3;
	 * section 11)
	 */
	brokenEndpoints: [],
});

/** Every option: what was asked for, or what it is unasked. */
export type Options = Behavior & Values;

export function chosen(asked: Partial<Options>): Options {
	const values = VALUES();
	const choices: Readonly<Record<string, readonly unknown[]>> = CHOICES;
	for (const [name, value] of Object.entries(asked)) {
		if (Object.hasOwn(values, name)) continue;
		const all = choices[name];
		if (all === undefined) throw new Error(`the fake iVvy has no option ${name}`);
		if (!all.includes(value))
			throw new Error(`option ${name} is one of ${all.join(', ')}, not ${value}`);
	}
	const first = Object.entries(CHOICES).map(([name, all]) => [name, all[0]]);
	return { ...(Object.fromEntries(first) as Behavior), ...values, ...asked };
}
