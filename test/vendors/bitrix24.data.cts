/** The records a fresh fake Bitrix24 portal has: the same ones each time. */
import { pick, there } from '../support/there.cts';
import { portalTime } from './bitrix24.answers.cts';
import type { Activity, Contact, Item, SentMail, Todo } from './bitrix24.records.cts';
import { COUNTS as MORE_COUNTS, FIXED as MORE_FIXED, more } from './bitrix24.seeds.cts';
import { keyed, SeedRows } from './seedRows.cts';

const FIRST = [
	'Anna',
	'Boris',
	'Clara',
	'Dmitri',
	'Elena',
	'Farid',
	'Greta',
	'Hugo',
	'Ines',
	'Jan',
	'Klaus',
	'Lena',
];
const LAST = [
	'Abel',
	'Becker',
	'Conrad',
	'Dorn',
	'Ebert',
	'Fischer',
	'Gruber',
	'Hansen',
	'Ivanov',
	'Jansen',
	'Keller',
	'Lang',
	'Meyer',
];
const TRADES = [
	'Bakery',
	'Clinic',
	'Foundry',
	'Hotel',
	'Logistics',
	'Media',
	'Motors',
	'Print',
	'School',
	'Solar',
	'Studio',
];
const BASE = Date.parse('2026-01-05T09:00:00+03:00');
const HOUR = 3_600_000;

export type Counts = typeof COUNTS;
const COUNTS = {
	users: 30,
	leads: 200,
	deals: 500,
	contacts: 1200,
	companies: 300,
	quotes: 20,
	invoices: 20,
	items: 40,
	activities: 3000,
	...MORE_COUNTS,
};

/** ids the tests may name (contract 2.2: four ways an activity refuses to change) */
export const FIXED = {
	configurable: 9001,
	restApp: 9002,
	denied: 9003,
	closedTodo: 9004,
	...MORE_FIXED,
};
export const SMART_TYPE = 177;
export const DEPARTMENTS: Record<number, string> = { 1: 'Management', 2: 'Sales', 3: 'Support' };

const hours = (n: number) => portalTime(BASE + n * HOUR);
const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

export function user(n: number) {
	return {
		ID: String(n),
		ACTIVE: n % 10 !== 0,
		NAME: pick(FIRST, n),
		LAST_NAME: pick(LAST, n * 5),
		SECOND_NAME: '',
		EMAIL: `user${n}@portal.example`,
		LAST_LOGIN: hours(n),
		DATE_REGISTER: hours(0),
		TIME_ZONE: n === 1 ? 'Europe/Berlin' : '',
		IS_ONLINE: n % 2 === 0 ? 'Y' : 'N',
		WORK_POSITION: n === 1 ? 'Administrator' : pick(['Manager', 'Agent', 'Assistant'], n),
		UF_DEPARTMENT: [n === 1 ? 1 : 2 + (n % 2)],
		USER_TYPE: n % 15 === 0 ? 'extranet' : 'employee',
	};
}

const common = (n: number) => ({
	id: n,
	assignedById: 1 + (n % 9),
	createdBy: 1,
	updatedBy: 1,
	createdTime: hours(n),
	updatedTime: hours(n + 1),
});
const money = (n: number) => ({ opportunity: 100 * n, currencyId: 'EUR' });
const fm = (n: number, name: string): Contact[] => [
	{ id: 2 * n - 1, typeId: 'PHONE', valueType: 'WORK', value: `+49 30 ${String(100000 + n)}` },
	{
		id: 2 * n,
		typeId: 'EMAIL',
		valueType: 'WORK',
		value: `${name.toLowerCase().replaceAll(' ', '.')}.${n}@example.com`,
	},
];

function person(n: number) {
	return {
		name: pick(FIRST, n),
		lastName: pick(LAST, Math.floor(n / 12) + n),
		fm: fm(n, pick(FIRST, n)),
	};
}

/** entity type -> one record (contract 2.11: camelCase; contacts have no title) */
const ITEMS: Record<number, (n: number) => Item> = {
	1: (n) => ({
		...common(n),
		title: `Lead #${n}`,
		...person(n),
		stageId: pick(['NEW', 'IN_PROCESS', 'CONVERTED'], n),
		...money(n),
	}),
	2: (n) => ({
		...common(n),
		title: `Deal #${n} ${pick(TRADES, n)}`,
		categoryId: n % 4 === 0 ? 3 : 0,
		stageId: pick(['NEW', 'PREPARATION', 'WON'], n),
		...money(n),
		contactId: n,
		companyId: 1 + (n % 300),
	}),
	3: (n) => ({ ...common(n), ...person(n), companyId: 1 + (n % 300) }),
	4: (n) => ({
		...common(n),
		title: `${pick(LAST, n)} ${pick(TRADES, Math.floor(n / 13) + n)} ${n}`,
		fm: fm(n, 'office'),
	}),
	7: (n) => ({ ...common(n), title: `Quote #${n}`, ...money(n) }),
	31: (n) => ({ ...common(n), title: `Invoice #${n}`, ...money(n) }),
	[SMART_TYPE]: (n) => ({
		...common(n),
		title: `Project #${n}`,
		categoryId: 5,
		stageId: `DT${SMART_TYPE}_5:NEW`,
	}),
};
const ITEM_COUNTS: Record<number, keyof Counts> = {
	1: 'leads',
	2: 'deals',
	3: 'contacts',
	4: 'companies',
	7: 'quotes',
	31: 'invoices',
	[SMART_TYPE]: 'items',
};

/** what a new activity has before anything is said about it (contract 2.2: numbers as strings, empty maps as []) */
export const BLANK = {
	PROVIDER_ID: null,
	PROVIDER_TYPE_ID: null,
	PROVIDER_GROUP_ID: null,
	ASSOCIATED_ENTITY_ID: '0',
	SUBJECT: '',
	START_TIME: null,
	END_TIME: null,
	DEADLINE: null,
	COMPLETED: 'N',
	STATUS: '1',
	PRIORITY: '2',
	NOTIFY_TYPE: '0',
	NOTIFY_VALUE: '0',
	DESCRIPTION: '',
	DESCRIPTION_TYPE: '1',
	DIRECTION: '0',
	LOCATION: '',
	SETTINGS: [],
	ORIGINATOR_ID: null,
	ORIGIN_ID: null,
	ORIGIN_VERSION: null,
	PROVIDER_PARAMS: [],
	PROVIDER_DATA: null,
	RESULT_MARK: '0',
	RESULT_VALUE: null,
	RESULT_SUM: null,
	RESULT_CURRENCY_ID: null,
	RESULT_STATUS: '0',
	RESULT_STREAM: '0',
	RESULT_SOURCE_ID: null,
	AUTOCOMPLETE_RULE: '0',
	IS_INCOMING_CHANNEL: 'N',
};

const KINDS: Array<Partial<Activity> & { TYPE_ID: string; word: string; TYPE?: string }> = [
	{
		TYPE_ID: '2',
		PROVIDER_ID: 'VOXIMPLANT_CALL',
		PROVIDER_TYPE_ID: 'CALL',
		DIRECTION: '2',
		word: 'Call',
		TYPE: 'PHONE',
	},
	{
		TYPE_ID: '1',
		PROVIDER_ID: 'CRM_MEETING',
		PROVIDER_TYPE_ID: 'MEETING',
		word: 'Meeting',
		TYPE: '',
	},
	{
		TYPE_ID: '4',
		PROVIDER_ID: 'CRM_EMAIL',
		PROVIDER_TYPE_ID: 'EMAIL',
		DIRECTION: '1',
		word: 'E-mail',
		TYPE: 'EMAIL',
	},
	{ TYPE_ID: '6', PROVIDER_ID: 'CRM_TODO', PROVIDER_TYPE_ID: 'TODO', word: 'To-do' },
];

function activity(n: number, counts: Counts): Activity {
	const { word, TYPE, ...kind } = pick(KINDS, n);
	const owner = pick([2, 3, 1, 4, SMART_TYPE], n);
	const start = hours((n * 7919) % counts.activities);
	const contact = 1 + (n % counts.contacts);
	const owned = {
		OWNER_TYPE_ID: String(owner),
		OWNER_ID: String(1 + (n % counts[countOf(owner)])),
	};
	const bindings = [owned];
	if (owner !== 3 && n % 10 === 0) bindings.push({ OWNER_TYPE_ID: '3', OWNER_ID: String(contact) });
	const done = n % 3 === 0;
	return {
		...BLANK,
		...kind,
		ID: String(n),
		...owned,
		SUBJECT: `${word} ${n}`,
		DESCRIPTION: `About ${word.toLowerCase()} ${n}`,
		START_TIME: start,
		END_TIME: start,
		DEADLINE: start,
		COMPLETED: done ? 'Y' : 'N',
		STATUS: done ? '2' : '1',
		RESPONSIBLE_ID: String(1 + (n % 9)),
		AUTHOR_ID: '1',
		EDITOR_ID: '1',
		CREATED: hours(n),
		LAST_UPDATED: hours(n),
		BINDINGS: bindings,
		FILES: [],
		COMMUNICATIONS:
			TYPE === undefined
				? []
				: [
						{
							ID: String(n),
							TYPE,
							VALUE: TYPE === 'EMAIL' ? `c${contact}@example.com` : `+49 30 ${100000 + contact}`,
							ENTITY_ID: String(contact),
							ENTITY_TYPE_ID: '3',
						},
					],
	};
}

function fixed(counts: Counts): Activity[] {
	const about = (id: number, more: Partial<Activity>): Activity => ({
		...activity(3, counts),
		OWNER_TYPE_ID: '2',
		OWNER_ID: '1',
		BINDINGS: [{ OWNER_TYPE_ID: '2', OWNER_ID: '1' }],
		ID: String(id),
		COMPLETED: 'N',
		STATUS: '1',
		...more,
	});
	return [
		about(FIXED.configurable, {
			SUBJECT: 'Configurable',
			PROVIDER_ID: 'CONFIGURABLE_REST_APP',
			PROVIDER_TYPE_ID: 'CONFIGURABLE',
		}),
		about(FIXED.restApp, {
			SUBJECT: 'Of an app',
			PROVIDER_ID: 'REST_APP',
			PROVIDER_TYPE_ID: 'CUSTOM',
		}),
		about(FIXED.denied, { SUBJECT: 'Of somebody else' }),
		about(FIXED.closedTodo, { SUBJECT: 'Closed to-do', COMPLETED: 'Y', STATUS: '2' }),
	];
}

function activities(counts: Counts): Activity[] {
	const seeded = range(counts.activities).map((n) =>
		activity(n < FIXED.configurable ? n : n + 10, counts),
	);
	return [...seeded, ...fixed(counts)].sort((left, right) => Number(left.ID) - Number(right.ID));
}

const countOf = (type: number) => there(ITEM_COUNTS[type]);

const byNumber = <Row,>(records: readonly Row[], key: keyof Row) =>
	keyed(records, (record) => Number(record[key]));

function rowsOf(counts: Counts) {
	const rows = activities(counts);
	const todos = rows.filter((record) => record.PROVIDER_ID === 'CRM_TODO');
	return {
		users: byNumber(range(counts.users).map(user), 'ID'),
		items: Object.entries(ITEMS).map(
			([type, make]) =>
				[Number(type), byNumber(range(counts[countOf(Number(type))]).map(make), 'id')] as const,
		),
		activities: byNumber(rows, 'ID'),
		todos: new Map<number, Todo>(
			todos.map((record) => [
				Number(record.ID),
				{ pingOffsets: [], colorId: '', parentActivityId: null },
			]),
		),
	};
}

const made = new Map<string, ReturnType<typeof rowsOf>>();

/** Of each size once: rows that each portal begins with, and changes in copies of its own. */
function pristine(counts: Counts) {
	const key = JSON.stringify(counts);
	const rows = made.get(key) ?? rowsOf(counts);
	made.set(key, rows);
	return rows;
}

/** @param records how many of each kind, see COUNTS */
export function seed(records: Partial<Counts> = {}) {
	const counts = { ...COUNTS, ...records };
	const first = pristine(counts);
	return {
		users: new SeedRows(first.users),
		/** entity type id -> id -> record */
		items: new Map(first.items.map(([type, rows]) => [type, new SeedRows(rows)])),
		activities: new SeedRows(first.activities),
		todos: new SeedRows(first.todos),
		/** ids of activities the webhook's user has no rights to */
		denied: new Set([FIXED.denied]),
		/** e-mails that were really sent (contract 2.2: TYPE_ID 4, DIRECTION 2, COMPLETED Y) */
		sentMails: [] as SentMail[],
		...more(counts, FIXED.configurable),
	};
}
