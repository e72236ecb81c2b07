/**
 * What a fake Bitrix24 portal stores, as the portal shows it: most numbers are texts, dates are texts in the portal's
 * zone, and empty maps are lists (contract 2.2, 3.3).
 */

type Texts<Names extends string> = Record<Names, string>;
type Optional<Names extends string> = Record<Names, string | null>;

/** What an update may bring: parts of a record. */
export type Fields = Record<string, unknown>;

export interface User extends Texts<
	| 'ID'
	| 'NAME'
	| 'LAST_NAME'
	| 'SECOND_NAME'
	| 'EMAIL'
	| 'LAST_LOGIN'
	| 'DATE_REGISTER'
	| 'TIME_ZONE'
	| 'IS_ONLINE'
	| 'WORK_POSITION'
	| 'USER_TYPE'
> {
	ACTIVE: boolean;
	UF_DEPARTMENT: number[];
}

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

/** What an activity has before anything is said about it (contract 2.2). */
export interface BlankActivity
	extends
		Texts<
			| 'ASSOCIATED_ENTITY_ID'
			| 'SUBJECT'
			| 'COMPLETED'
			| 'STATUS'
			| 'PRIORITY'
			| 'NOTIFY_TYPE'
			| 'NOTIFY_VALUE'
			| 'DESCRIPTION'
			| 'DESCRIPTION_TYPE'
			| 'DIRECTION'
			| 'LOCATION'
			| 'RESULT_MARK'
			| 'RESULT_STATUS'
			| 'RESULT_STREAM'
			| 'AUTOCOMPLETE_RULE'
			| 'IS_INCOMING_CHANNEL'
		>,
		Optional<
			| 'PROVIDER_ID'
			| 'PROVIDER_TYPE_ID'
			| 'PROVIDER_GROUP_ID'
			| 'START_TIME'
			| 'END_TIME'
			| 'DEADLINE'
			| 'ORIGINATOR_ID'
			| 'ORIGIN_ID'
			| 'ORIGIN_VERSION'
			| 'PROVIDER_DATA'
			| 'RESULT_VALUE'
			| 'RESULT_SUM'
			| 'RESULT_CURRENCY_ID'
			| 'RESULT_SOURCE_ID'
		>,
		Record<'SETTINGS' | 'PROVIDER_PARAMS', object> {}

export interface Activity
	extends
		BlankActivity,
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

/** What a task has before anything is said about it (contract 2.8). */
export interface BlankTask
	extends
		Texts<
			| 'DESCRIPTION'
			| 'PRIORITY'
			| 'STATUS'
			| 'MULTITASK'
			| 'NOT_VIEWED'
			| 'REPLICATE'
			| 'STAGE_ID'
			| 'CLOSED_BY'
			| 'ALLOW_CHANGE_DEADLINE'
			| 'ALLOW_TIME_TRACKING'
			| 'TASK_CONTROL'
			| 'ADD_IN_REPORT'
			| 'TIME_ESTIMATE'
			| 'MATCH_WORK_TIME'
			| 'SITE_ID'
			| 'SUBORDINATE'
			| 'IS_MUTED'
			| 'IS_PINNED'
			| 'IS_PINNED_IN_GROUP'
			| 'DESCRIPTION_IN_BBCODE'
			| 'DURATION_TYPE'
			| 'FAVORITE'
			| 'GROUP_ID'
		>,
		Optional<
			| 'PARENT_ID'
			| 'MARK'
			| 'SPRINT_ID'
			| 'BACKLOG_ID'
			| 'STATUS_CHANGED_BY'
			| 'CLOSED_DATE'
			| 'DATE_START'
			| 'DEADLINE'
			| 'START_DATE_PLAN'
			| 'END_DATE_PLAN'
			| 'XML_ID'
			| 'COMMENTS_COUNT'
			| 'TIME_SPENT_IN_LOGS'
			| 'FORUM_TOPIC_ID'
			| 'FORUM_ID'
			| 'VIEWED_DATE'
			| 'SORTING'
			| 'FLOW_ID'
			| 'DURATION_PLAN'
			| 'UF_MAIL_MESSAGE'
			| 'UF_AUTO_123'
			| 'UF_AUTO_456'
		>,
		Record<'AUDITORS' | 'ACCOMPLICES' | 'TAGS' | 'DEPENDS_ON' | 'UF_CRM_TASK', string[]> {
	SE_PARAMETER: Array<Texts<'CODE' | 'VALUE'>>;
	/** ids of attachments */
	UF_TASK_WEBDAV_FILES: number[];
}

export interface Task
	extends
		BlankTask,
		Texts<
			| 'ID'
			| 'CREATED_BY'
			| 'CREATED_DATE'
			| 'RESPONSIBLE_ID'
			| 'CHANGED_BY'
			| 'CHANGED_DATE'
			| 'STATUS_CHANGED_DATE'
			| 'ACTIVITY_DATE'
			| 'GUID'
		> {
	TITLE?: string;
	CHAT_ID: number;
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

export type Elapsed = Texts<
	| 'ID'
	| 'TASK_ID'
	| 'USER_ID'
	| 'COMMENT_TEXT'
	| 'SECONDS'
	| 'MINUTES'
	| 'SOURCE'
	| 'CREATED_DATE'
	| 'DATE_START'
	| 'DATE_STOP'
>;

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

export interface Group extends Texts<
	| 'ID'
	| 'SITE_ID'
	| 'NAME'
	| 'DATE_CREATE'
	| 'DATE_UPDATE'
	| 'ACTIVE'
	| 'VISIBLE'
	| 'OPENED'
	| 'CLOSED'
	| 'SUBJECT_ID'
	| 'OWNER_ID'
	| 'NUMBER_OF_MEMBERS'
	| 'DATE_ACTIVITY'
	| 'SUBJECT_NAME'
	| 'PROJECT'
	| 'IS_EXTRANET'
> {
	DESCRIPTION: string | null;
	KEYWORDS: string | null;
}

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

/** What an event of a calendar has before anything is said about it (contract 2.13). */
export interface BlankEvent extends Texts<
	| 'DELETED'
	| 'DT_SKIP_TIME'
	| 'TZ_FROM'
	| 'TZ_TO'
	| 'DESCRIPTION'
	| 'PRIVATE_EVENT'
	| 'ACCESSIBILITY'
	| 'IMPORTANCE'
	| 'MEETING_STATUS'
	| 'LOCATION'
	| 'RRULE'
	| 'SECTION_ID'
> {
	IS_MEETING: boolean;
	REMIND: unknown[];
	UF_CRM_CAL_EVENT: unknown;
	ATTENDEE_LIST: Array<{ id: number; status: string }>;
}

export interface CalendarEvent
	extends
		BlankEvent,
		Texts<'ID' | 'PARENT_ID' | 'CAL_TYPE' | 'OWNER_ID' | 'CREATED_BY' | 'MEETING_HOST'>,
		Partial<Texts<'NAME' | 'DATE_FROM' | 'DATE_TO' | 'DATE_FROM_TS_UTC' | 'DATE_TO_TS_UTC'>> {
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
