/**
 * Where the contract says "unverified" or the sources disagree, the fake can do either; the first
 * is what it does unasked.
 */
export const CHOICES = {
	/**
	 * what `ValidateDropDownOptions: true` does: skip the look at drop-downs, as the vendor says,
	 * or ask for it, as it is called (contract 9 no. 1)
	 */
	dropDownFlag: ['skips', 'demands'],
	/** does a 429 say when to come back (contract 2.3) */
	retryAfter: ['absent', 'present'],
	/** what `Offset` of Retrieve counts (contract 2.2) */
	offsetCounts: ['rows', 'pages'],
	/** the same of Task.svc/Retrieve (contract 2.2) */
	taskOffsetCounts: ['rows', 'pages'],
	/** do the lists of notes and tasks take `Sorting`, or give the oldest first (contract 4.15, 5.5) */
	sorting: ['obeyed', 'ignored'],
	/** is the list key there when nothing fits (contract 2.2) */
	emptyList: ['absent', 'empty'],
	/** the key of the values in Retrieve (contract 4.8) */
	activityFieldsKey: ['ActivityFields', 'Fields'],
	/** the key of a field's name in the rows of RetrieveRecentlyModified (contract 4.10 does not say) */
	modifiedFieldKey: ['Key', 'SchemaName'],
	/** a row of a bulk add with or without the exception's type and the lead's id (contract 3.4) */
	bulkRows: ['full', 'short'],
	/** does CreateCustom name the lead (contract 4.4) */
	createCustomAnswer: ['related', 'plain'],
	/** which of an activity's moments the window of DeleteActivities means (contract 4.7) */
	deleteWindow: ['CreatedOn', 'ModifiedOn'],
	/** does DeleteActivities pass over types without CanDeleteActivity (contract 4.7) */
	canDelete: ['ignored', 'observed'],
	/** when what is queued happens: at `runQueue()` or at once (contract 4.7, 5.6) */
	queue: ['later', 'now'],
	/** the code CreateType answers (contract 4.13) */
	typeId: ['string', 'number'],
	/** rows beside each opportunity: a marker 33 and a mirror 3011 with the same id (contract 4.12, 9 no. 12) */
	systemRows: ['absent', 'present'],
	/** keys Task.svc/Update takes: those of contract 5.3, or also the others of 5.2 */
	taskUpdateKeys: ['documented', 'all'],
	/** an update or completion of a task that is not there (contract 5.3): no rows, or a refusal */
	unknownTask: ['zero', 'error'],
	/** the answer of MarkComplete (contract 5.4) */
	completeAnswer: ['rows', 'plain'],
	/** the answer of Bulk/Create of tasks (contract 5.6) */
	bulkTaskAnswer: ['rows', 'plain'],
	/** the answer of DeleteTasks (contract 5.6) */
	deleteTasksAnswer: ['counts', 'queued'],
	/** the key of a task type's name (contract 5.7) */
	taskTypeKey: ['Name', 'TaskTypeName'],
	/** the ColumnName that filters task types by name (contract 5.7) */
	taskTypeFilter: ['TaskTypeName', 'TaskName'],
	/** how Leads.GetById shows a lead (contract 6) */
	leadForm: ['flat', 'wrapper'],
	/** does GetOpportunitiesOfLead demand the type (contract 6.1) */
	opportunityType: ['optional', 'required'],
	/** is a webhook's address asked with HEAD when it is created (contract 7.3, 10) */
	headCheck: [false, true],
	/** do the keys belong to an administrator: webhooks need one (contract 7) */
	isAdmin: [true, false],
	/** the StatusCode of a webhook that is on: the newer page, or the older (contract 7.2) */
	enabledStatus: [0, 1],
	/** the HTTP status a non-administrator gets for Webhook.svc (contract 3.2, 3.3) */
	notAdminStatus: [401, 500],
	/** do task and lead events come one by one or as an array (contract 7.3) */
	deliverAs: ['object', 'array'],
	/** the key beside Before in a lead's change (contract 7.4) */
	afterKey: ['After', 'Current'],
} as const;

export type Behavior = { -readonly [Name in keyof typeof CHOICES]: (typeof CHOICES)[Name][number] };

/** Every choice: what was asked for, or the first. */
export function chosen(asked: Partial<Behavior>): Behavior {
	const choices: Readonly<Record<string, readonly unknown[]>> = CHOICES;
	for (const [name, value] of Object.entries(asked)) {
		const values = choices[name];
		if (values === undefined) throw new Error(`the fake LeadSquared has no option ${name}`);
		if (!values.includes(value))
			throw new Error(`option ${name} is one of ${values.join(', ')}, not ${value}`);
	}
	const first = Object.entries(CHOICES).map(([name, values]) => [name, values[0]]);
	return { ...(Object.fromEntries(first) as Behavior), ...asked };
}
