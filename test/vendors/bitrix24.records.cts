/**
 * What a fake Bitrix24 portal stores, as the portal shows it: most numbers are texts, dates are texts in the portal's
 * zone, and empty maps are lists (contract 2.2, 3.3).
 */
import type { BLANK_EVENT } from './bitrix24.boards.data.cts';
import type { BLANK, user } from './bitrix24.data.cts';
import type { elapsed, ground, group } from './bitrix24.seeds.cts';

type Texts<Names extends string> = Record<Names, string>;
/** A record with what it may hold where there is nothing at first: texts, and lists of them. */
type Filled<Blank> = {
	[Name in keyof Blank]: Blank[Name] extends null
		? string | null
		: Blank[Name] extends never[]
			? string[]
			: Blank[Name];
};

/** What an update may bring: parts of a record. */
export type Fields = Record<string, unknown>;

export type User = ReturnType<typeof user>;

/** A phone number or an e-mail address of a record. */
export interface Contact extends Texts<'typeId' | 'valueType' | 'value'> {
	id: number;
}

/** A record of the CRM, of any entity type (contract 2.11). */
export interface Item
	extends
		Record<'id' | 'assignedById' | 'createdBy' | 'updatedBy', number>,
		Texts<'createdTime' | 'updatedTime'>,
		Partial<Texts<'title' | 'name' | 'lastName' | 'stageId' | 'currencyId'>>,
		Partial<Record<'opportunity' | 'categoryId' | 'contactId' | 'companyId', number>> {
	fm?: Contact[];
}

export type Binding = Texts<'OWNER_TYPE_ID' | 'OWNER_ID'>;
export type Communication = Texts<'ID' | 'TYPE' | 'VALUE' | 'ENTITY_ID' | 'ENTITY_TYPE_ID'>;
/** name and content in base64 (contract 3.4) */
export interface SentFile {
	fileData: [name: string, content: string];
}

export interface Activity
	extends
		Filled<typeof BLANK>,
		Binding,
		Texts<'ID' | 'TYPE_ID' | 'AUTHOR_ID' | 'EDITOR_ID' | 'CREATED' | 'LAST_UPDATED'> {
	RESPONSIBLE_ID?: string;
	BINDINGS: Binding[];
	COMMUNICATIONS: Communication[];
	FILES: SentFile[];
}

/** What crm.activity.get does not show of a to-do. */
export interface Todo {
	pingOffsets: number[];
	colorId: string;
	parentActivityId: number | null;
}

export interface SentMail {
	id: number;
	to: string[];
	subject: string;
}

export interface ActivityType extends Texts<'TYPE_ID' | 'NAME' | 'ICON_ID'> {
	IS_CONFIGURABLE_TYPE: string;
}

/** a text, or language -> text */
export type Translated = string | Record<string, string>;

export interface Badge {
	code: string;
	title: Translated;
	value: Translated;
	type: string;
}

/** The layout of a configurable activity, of which the fake itself reads the title only. */
export interface Layout extends Fields {
	header: { title: Translated } & Fields;
}

/** What crm.activity.get does not show of a configurable activity. */
export interface Configurable {
	/** `own` or another one */
	app: string | undefined;
	/** none for the moment of its making */
	layout: Layout | undefined;
	pingOffsets: number[];
	badgeCode: string;
}

export interface Task extends Omit<
	Filled<ReturnType<typeof ground>>,
	'SE_PARAMETER' | 'UF_TASK_WEBDAV_FILES'
> {
	TITLE?: string;
	SE_PARAMETER: Array<Texts<'CODE' | 'VALUE'>>;
	/** ids of attachments */
	UF_TASK_WEBDAV_FILES: number[];
}

export interface Member extends Texts<'ID' | 'TYPE' | 'NAME'> {
	IS_COLLABER: boolean;
}

export interface ChecklistItem extends Texts<
	| 'ID'
	| 'TASK_ID'
	| 'CREATED_BY'
	| 'TITLE'
	| 'SORT_INDEX'
	| 'IS_COMPLETE'
	| 'IS_IMPORTANT'
	| 'TOGGLED_DATE'
> {
	/** 0 of a checklist itself */
	PARENT_ID: string | 0;
	TOGGLED_BY: string | null;
	MEMBERS: Member[];
	ATTACHMENTS: unknown[];
}

/** A checklist item that was added, for the history of its task. */
export interface AddedItem extends Partial<ChecklistItem> {
	id: number;
	taskId: number;
	at: number;
}

export type Elapsed = ReturnType<typeof elapsed>[number];

export interface Result extends Texts<'text' | 'createdAt' | 'status'> {
	id: number;
	taskId: number;
	authorId: number;
	updatedAt: string | null;
	fileIds: number[];
	messageId: number | null;
}

export interface LogEntry extends Texts<'created' | 'title' | 'text' | 'iconCode'> {
	id: number;
	authorId: number;
	/** entity type and id of the record that it belongs to */
	type: number;
	owner: number;
	madeBy: 'app' | 'webhook';
}

/** A call of telephony; what is optional it has once it is finished. */
export interface PhoneCall {
	/** what makes it itself, and when it was registered */
	key: string;
	at: number;
	finished: boolean;
	CALL_ID: string;
	PORTAL_USER_ID: number;
	PHONE_NUMBER: string;
	CALL_TYPE: number;
	CALL_START_DATE: string;
	EXTERNAL_CALL_ID: unknown;
	PORTAL_NUMBER: unknown;
	CRM_ENTITY_TYPE: string | null;
	CRM_ENTITY_ID: number | null;
	ID?: number;
	CALL_DURATION?: number;
	CALL_FAILED_CODE?: string;
	CALL_VOTE?: unknown;
	COST?: unknown;
	COST_CURRENCY?: unknown;
	CRM_ACTIVITY_ID?: number;
	TRANSCRIPT_ID?: number;
	transcript?: unknown[];
	record?: { FILE_ID: number; name: string; content: unknown; url: unknown };
}

/** A message in the chat of a task. */
export interface Message {
	id: number;
	chat_id: number;
	author_id: number;
	date: string;
	text: string;
	/** ids of files */
	files?: number[];
}

/** A comment of a task of the old card (contract 2.9). */
export interface OldComment extends Texts<
	'ID' | 'AUTHOR_ID' | 'AUTHOR_NAME' | 'AUTHOR_EMAIL' | 'POST_DATE' | 'POST_MESSAGE'
> {
	taskId: number;
	POST_MESSAGE_HTML: string | null;
	ATTACHED_OBJECTS: object;
}

/** Entity type and id of a record. */
export interface RecordLink {
	type: number;
	id: number;
}

export interface CommentFile {
	id: number;
	name: string;
	content: string;
}

/** A comment of the timeline. */
export interface TimelineComment extends Texts<'ID' | 'CREATED' | 'AUTHOR_ID' | 'COMMENT'> {
	FILES: CommentFile[];
	BINDINGS: RecordLink[];
}

export interface Note extends Texts<'text' | 'createdTime' | 'updatedTime'> {
	createdById: number;
	updatedById: number;
}

export type Group = ReturnType<typeof group>;

export interface DriveStorage extends Texts<
	'ID' | 'NAME' | 'MODULE_ID' | 'ENTITY_TYPE' | 'ENTITY_ID' | 'ROOT_OBJECT_ID'
> {
	CODE: string | null;
}

/** A file of Drive; those that were there from the beginning have no more than this. */
export interface DriveFile extends Texts<'NAME' | 'STORAGE_ID' | 'SIZE' | 'CREATED_BY'> {
	ID: number;
	[more: string]: unknown;
}

export interface Attachment {
	fileId: number;
	taskId: number;
}

/** A stage of a board or of a planner. */
export interface Stage extends Texts<
	'ID' | 'TITLE' | 'SORT' | 'COLOR' | 'ENTITY_ID' | 'ENTITY_TYPE'
> {
	SYSTEM_TYPE: string | null;
	ADDITIONAL_FILTER: unknown[];
	TO_UPDATE: unknown[];
	TO_UPDATE_ACCESS: null;
}

export interface CalendarEvent
	extends
		Omit<Filled<typeof BLANK_EVENT>, 'ATTENDEE_LIST' | 'REMIND' | 'UF_CRM_CAL_EVENT'>,
		Texts<'ID' | 'PARENT_ID' | 'CAL_TYPE' | 'OWNER_ID' | 'CREATED_BY' | 'MEETING_HOST'>,
		Partial<Texts<'NAME' | 'DATE_FROM' | 'DATE_TO' | 'DATE_FROM_TS_UTC' | 'DATE_TO_TS_UTC'>> {
	UF_CRM_CAL_EVENT: unknown;
	REMIND: unknown[];
	ATTENDEE_LIST: Array<{ id: number; status: string }>;
	MEETING?: Record<'NOTIFY' | 'REINVITE' | 'ALLOW_INVITE' | 'HIDE_GUESTS', unknown>;
}

export type CalendarSection = Texts<'ID' | 'CAL_TYPE' | 'OWNER_ID' | 'NAME'>;

/** A handler of an event (contract 6.2). */
export interface Handler {
	id: number;
	event: string;
	handler: unknown;
	auth_type: string;
	offline: number;
}

/** A delivery of an event, ready to be posted. */
export interface Delivery {
	headers: Record<string, string>;
	body: string;
}

export interface SentEvent extends Delivery {
	handler: unknown;
}
