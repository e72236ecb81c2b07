/**
 * The records of the fake Deskera tenant. Field names: docs/contracts/deskera.md sections 3.3, 4, 5
 * and 6. Same data on every run.
 */
import { pick, there } from '../support/there.cts';
import { seededBy } from './seedRows.cts';

export const TENANT = 64797;
export const FIRST_IAM = 46944;
const FIRST_USER = 5001;
const FIRST_PERSON = 179001;
const FIRST_ORGANIZATION = 196401;
const FIRST_DEAL = 1001;
const FIRST_PIPELINE = 13774;
const START = Date.UTC(2026, 0, 5, 8, 0, 0);
const INDIA = 5.5 * 3_600_000;

const NAMES = [
	'Ada',
	'Björn',
	'Chloé',
	'Dmitri',
	'Eun-ji',
	'Fatima',
	'Grace',
	'Hiro',
	'Inés',
	'Jürgen',
	'Kofi',
	'Lena',
	"O'Neil",
];
export const TYPES = ['call', 'meeting', 'task', 'deadline', 'email', 'lunch'];
export const VISIBILITIES = ['private', 'public', 'team'];

/** milliseconds -> `2026-01-05T13:30:00+05:30` (section 3.3: answers show an offset) */
export const offset = (at: number) => `${new Date(at + INDIA).toISOString().slice(0, 19)}+05:30`;
/** microseconds -> the same with six digits behind the second */
export const stamp = (micros: number) =>
	`${offset(Math.floor(micros / 1000)).slice(0, 19)}.${String(micros % 1_000_000).padStart(6, '0')}+05:30`;
/** milliseconds -> `2026-01-05T08:00:00Z` */
export const zulu = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

function table<T>(count: number, first: number, make: (id: number, index: number) => T) {
	return new Map(
		Array.from({ length: count }, (_, index) => [first + index, make(first + index, index)]),
	);
}

/** Keyed by iamUserId, which assignee_ids and owner_id hold (section 6, assumed there). */
const user = (iamUserId: number, index: number) => ({
	id: FIRST_USER + index,
	iamUserId,
	firstName: pick(NAMES, index),
	lastName: `User ${index + 1}`,
	email: `user${index + 1}@deskera.example`,
	userName: `user${index + 1}@deskera.example`,
	status: 'ACTIVE',
	tenantId: TENANT,
	profileUrl: '',
	deleted: false,
});

const contact = (type: 'person' | 'organization') => (id: number, index: number) => ({
	id,
	name:
		type === 'person'
			? `${pick(NAMES, index)} Person ${index + 1}`
			: `Organization ${index + 1} & Co`,
	email: `${type}${index + 1}@deskera.example`,
	phone: `98765${String(index).padStart(5, '0')}`,
	country_code: '+65',
	address: '',
	type,
	organization_id: type === 'person' && index % 2 === 0 ? FIRST_ORGANIZATION + (index % 300) : 0,
	label_id: 1,
	visibility_type: 'team',
	owner_id: FIRST_IAM + (index % 30),
	created_at: zulu(START + index * 60_000),
	updated_at: zulu(START + index * 60_000),
});

const stage = (of: number) => (name: string, index: number) => ({
	id: 95971 + (of - FIRST_PIPELINE) * 10 + index,
	order: index + 1,
	name,
	deal_probability: there([20, 60, 100][index]),
	rotting_days: 30,
	won_lost_status: there(['open', 'open', 'won'][index]),
	deals: null,
});

const pipeline = (id: number, index: number) => ({
	id,
	name: `Pipeline ${index + 1}`,
	stages: ['Appointment Scheduled', 'Proposal', 'Closed Won'].map(stage(id)),
});

const deal = (id: number, index: number) => ({
	id,
	name: `Deal ${id}`,
	pipeline_id: FIRST_PIPELINE + (index % 3),
	stage_id: 95971 + (index % 3) * 10 + (index % 2),
	contact_id: FIRST_PERSON + (index % 1200),
	organization_id: index % 2 === 0 ? FIRST_ORGANIZATION + (index % 300) : 0,
	amount: String(index * 100),
	currency_code: 'USD',
	closing_date: '2026-12-31T00:00:00Z',
	status: 0,
	owner_id: FIRST_IAM + (index % 30),
	custom_field: [] as unknown[],
	created_at: zulu(START + index * 60_000),
});

export type User = ReturnType<typeof user>;
export type Contact = ReturnType<ReturnType<typeof contact>>;
export type Pipeline = ReturnType<typeof pipeline>;
export type Deal = ReturnType<typeof deal>;

/** What can be written of an activity (section 3.3), as it is kept. */
export interface ActivityFields {
	name: string;
	activity_type: string;
	start: string | null;
	end: string | null;
	user_timezone: string;
	notes: string;
	contact_ids: number[];
	organization_ids: number[];
	assignee_ids: number[];
	linked_to: number;
	is_status: boolean;
	is_send_invitation: boolean;
	is_send_contacts_invitation: boolean;
	visibility_type: string;
	is_availability: boolean | null;
	source: string;
	source_id: string;
}

export interface Activity extends ActivityFields {
	readonly id: number;
	owner_id: number;
	created_by: number;
	updated_by: number;
	created_at: string;
	updated_at: string;
}

const activity = (id: number, index: number): Activity => ({
	id,
	name: `Activity ${id}`,
	activity_type: pick(TYPES, index),
	start: zulu(START + index * 3_600_000),
	end: zulu(START + index * 3_600_000 + (15 + (index % 90)) * 60_000),
	user_timezone: 'Asia/Singapore',
	notes: `Note ${id}: ${pick(NAMES, index)}<br>`,
	contact_ids: [FIRST_PERSON + (index % 1200)],
	organization_ids: index % 2 === 0 ? [FIRST_ORGANIZATION + (index % 300)] : [],
	assignee_ids: [FIRST_IAM + (index % 30)],
	linked_to: index % 4 === 0 ? FIRST_DEAL + (index % 400) : 0,
	is_status: index % 3 === 0,
	is_send_invitation: false,
	is_send_contacts_invitation: false,
	visibility_type: pick(VISIBILITIES, index),
	is_availability: null,
	source: 'WEB',
	source_id: String(id),
	owner_id: FIRST_IAM + (index % 30),
	created_by: FIRST_IAM + (index % 30),
	updated_by: FIRST_IAM + (index % 30),
	created_at: stamp((START + index * 60_000) * 1000 + 123_456),
	updated_at: stamp((START + 3000 * 60_000 + ((index * 7) % 3000) * 60_000) * 1000 + 654_321),
});

/** The newest updated_at of the seed, in microseconds: every later change is stamped after it. */
export const LAST_STAMP = (START + 6000 * 60_000) * 1000 + 654_321;

const rowsOf = seededBy(({ activities }: { activities: number }) => ({
	activities: table(activities, 1, activity),
	contacts: new Map([
		...table(1200, FIRST_PERSON, contact('person')),
		...table(300, FIRST_ORGANIZATION, contact('organization')),
	]),
	deals: table(400, FIRST_DEAL, deal),
	pipelines: table(3, FIRST_PIPELINE, pipeline),
	users: table(30, FIRST_IAM, user),
}));

export type Store = ReturnType<typeof rowsOf>;

/** @param activities how many */
export const seed = (activities = 3000): Store => rowsOf({ activities });
