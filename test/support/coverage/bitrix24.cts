import type { Coverage } from '../coverage.cts';

/** Methods of Bitrix24 by their names, in small letters but for the words inside. */
const METHOD =
	/^(?:crm|tasks|task|im|user|disk|calendar|telephony|voximplant|sonet_group|event|app)\.[a-zA-Z0-9_.]+$/;

/** Also short forms in a list: `tasks.task.start`, `.pause`. */
function documented(text: string): string[] {
	const found: string[] = [];
	for (const line of text.split('\n')) {
		let base: string | undefined;
		for (const [, span = ''] of line.matchAll(/`([^`]+)`/g)) {
			const name =
				span.startsWith('.') && base !== undefined ? base.replace(/\.[^.]+$/, span) : span;
			if (!METHOD.test(name) || name.endsWith('.')) continue;
			if (name === span) base = name;
			found.push(name);
		}
	}
	return found;
}

const wordsIn = (source: string) => [...source.matchAll(/'(\w+)'/g)].map(([, word = '']) => word);

const offered = (source: string) =>
	[...source.matchAll(/'([^'\n]+)'/g)]
		.map(([, name = '']) => name)
		.filter((name) => METHOD.test(name) && !name.endsWith('.'));

/** Methods whose last word is put in: `crm.activity.todo.${call}` with a word of the same file. */
function built(source: string): string[] {
	const prefixes = [...source.matchAll(/`([\w.]+\.)\$\{\w+\}`/g)].map(([, prefix = '']) => prefix);
	return prefixes.flatMap((prefix) => wordsIn(source).map((word) => `${prefix}${word}`));
}

const RECORDS = 'records of the CRM are the work of other nodes; API Call makes it';
const OLD = 'deprecated by the vendor';
const OF_VIEW = "concerns the caller's own view of the list of tasks only; API Call makes it";
const OFFLINE =
	'for clients that cannot be reached from outside; the trigger is called by Bitrix24';

/** Why a documented method is not called. */
const LEFT_OUT = {
	'crm.activity.badge.get': 'Get Many gives all badges, which are few',
	'crm.activity.communication.fields': 'the fields are fixed and known to the form',
	'crm.activity.fields': 'the fields are fixed and known to the form',
	'crm.activity.layout.blocks.delete':
		'what the pages say of credentials and answers disagrees (section 2.5); API Call makes it',
	'crm.activity.layout.blocks.get':
		'what the pages say of credentials and answers disagrees (section 2.5); API Call makes it',
	'crm.activity.layout.blocks.set':
		'what the pages say of credentials and answers disagrees (section 2.5); API Call makes it',
	'crm.company.list': OLD,
	'crm.contact.list': OLD,
	'crm.deal.list': OLD,
	'crm.enum.contenttype': OLD,
	'crm.item.add': RECORDS,
	'crm.item.delete': RECORDS,
	'crm.item.fields': RECORDS,
	'crm.item.update': RECORDS,
	'crm.lead.list': OLD,
	'crm.type.list': 'for administrators only; crm.enum.ownertype gives the same types to everybody',
	'disk.attachedObject.get':
		'the address that it gives holds a token of which nothing is documented; API Call makes it',
	'disk.folder.uploadfile': 'disk.storage.uploadfile puts files where the form asks for',
	'event.offline.clear': OFFLINE,
	'event.offline.error': OFFLINE,
	'event.offline.get': OFFLINE,
	'event.offline.list': OFFLINE,
	'event.test': 'the test of a trigger in n8n waits for a real event',
	'task.checklistitem.isactionallowed': 'the action itself says so',
	'task.checklistitem.moveafteritem':
		'an unknown item hangs until the request times out; Position moves an item',
	'task.comment.add': OLD,
	'task.commentitem': 'the name of a family, not a method',
	'task.items.getlist': OLD,
	'tasks.task.counters.get': OF_VIEW,
	'tasks.task.favorite.add': OF_VIEW,
	'tasks.task.favorite.remove': OF_VIEW,
	'tasks.task.getaccess': 'the action itself says so',
	'tasks.task.mute': OF_VIEW,
	'tasks.task.pin': OF_VIEW,
	'tasks.task.result.addFromComment': 'dead on the new task card',
	'tasks.task.result.deleteFromComment': 'dead on the new task card',
	'tasks.task.unmute': OF_VIEW,
	'tasks.task.unpin': OF_VIEW,
	'tasks.template.add': 'makes a template of tasks, not a task; API Call makes it',
	'telephony.externalCall.hide':
		'a card on the screen of a user belongs to a phone system, not to a workflow',
	'telephony.externalCall.show':
		'a card on the screen of a user belongs to a phone system, not to a workflow',
	'user.add':
		'invites people to the portal, which is the work of an administrator; API Call makes it',
	'user.search': 'user.get finds the same people and can be filtered by any field',
};

const RESULT = 'set by automation; what its values mean is not documented';
const FIELDS_LEFT_OUT = {
	AUTOCOMPLETE_RULE: RESULT,
	RESULT_CURRENCY_ID: RESULT,
	RESULT_MARK: RESULT,
	RESULT_SOURCE_ID: RESULT,
	RESULT_STATUS: RESULT,
	RESULT_STREAM: RESULT,
	RESULT_SUM: RESULT,
	RESULT_VALUE: RESULT,
};

const ONE_OF_A_SERIES = 'changes of one event of a series; API Call makes them';
const OFFSET = 'times are sent with an offset, which needs no zone beside it';
const OF_CALENDARS = {
	UNTIL: 'a series ends by Repeat Count; API Call takes a day, too',
	current_date_from: ONE_OF_A_SERIES,
	recurrence_mode: ONE_OF_A_SERIES,
	text_color: 'color and text_color: the page writes # as %23, which in JSON is another text',
	timezone_from: OFFSET,
	timezone_to: OFFSET,
};

export const bitrix24: Coverage = {
	folder: 'Bitrix24',
	contract: 'docs/contracts/bitrix24.md',
	calls: { documented, offered, built, leftOut: LEFT_OUT },
	fields: {
		2.2: { title: 'system activities', headings: ['Field'], leftOut: FIELDS_LEFT_OUT },
		2.8: { title: 'tasks', headings: ['Field'], leftOut: {} },
	},
	parameters: {
		2.3: { title: 'to-dos', leftOut: {} },
		2.4: { title: 'custom activity types', leftOut: {} },
		2.6: { title: 'links of activities', leftOut: {} },
		2.7: { title: 'timeline', leftOut: {} },
		2.9: { title: 'checklists, time, comments and results', leftOut: {} },
		2.12: {
			title: 'calls',
			leftOut: { USER_PHONE_INNER: 'User names the user by ID or email' },
		},
		2.13: { title: 'calendars', leftOut: OF_CALENDARS },
	},
};
