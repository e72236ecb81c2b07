/**
 * Drive and workgroups of the fake Bitrix24 (contract 2.8, 2.11); a batch takes no file methods
 * (contract 4).
 */
import { there } from '../support/there.cts';
import {
	coded,
	integer,
	isBase64,
	isMap,
	isOneOf,
	isPhpMap,
	only,
	portalTime,
	whole,
} from './bitrix24.answers.cts';
import type { Caller, Context, MethodAnswer, Methods, Params } from './bitrix24.portal.cts';
import { page, type Schema } from './bitrix24.query.cts';
import type { DriveFile, DriveStorage } from './bitrix24.records.cts';

const badArgument = (name: string) =>
	coded('ERROR_ARGUMENT', `Invalid value of parameter {${name}}`);
const unknown = (text: string) => coded('ERROR_ARGUMENT', text);

function listOf<Row extends object>(
	rows: Row[],
	{ filter = {}, order = {}, start }: Params,
	schema: Schema,
): MethodAnswer {
	if (!isPhpMap(filter)) throw badArgument('filter');
	if (!isPhpMap(order)) throw badArgument('order');
	const cut = page({
		rows,
		filter,
		order,
		start,
		schema,
		idKey: 'ID',
		refuse: (kind, name) => unknown(`Invalid ${kind} ${name}`),
	});
	return { result: cut.rows, total: cut.total, next: cut.next };
}

const STORAGE: Schema = {
	ID: 'number',
	NAME: 'string',
	CODE: 'string',
	MODULE_ID: 'string',
	ENTITY_TYPE: 'string',
	ENTITY_ID: 'string',
	ROOT_OBJECT_ID: 'number',
};

function storages(params: Params, { portal }: Context) {
	only(params, ['filter', 'order', 'start'], unknown);
	return listOf([...portal.store.storages.values()], params, STORAGE);
}

const wants = (value: unknown) => isOneOf(value, [true, 1, '1', 'true', 'Y']);

/** `name (1).ext`, as often as needed */
function unique(name: string, taken: ReadonlySet<string>) {
	const [, stem, ending] = there(/^(.*?)(\.[^.]*)?$/s.exec(name));
	for (let count = 1; ; count += 1) {
		const next = `${stem} (${count})${ending ?? ''}`;
		if (!taken.has(next)) return next;
	}
}

function upload(params: Params, context: Context) {
	only(params, ['id', 'data', 'fileContent', 'rights', 'generateUniqueName'], unknown);
	const { portal, caller } = context;
	if (whole(params.id) === undefined) throw badArgument('Parameter #0');
	const storage = portal.store.storages.get(integer(params.id));
	if (storage === undefined)
		throw coded('ERROR_NOT_FOUND', `Could not find entity with id \`${params.id}\``);
	if (!isPhpMap(params.data)) throw badArgument('Parameter #1');
	if (!isMap(params.data) || typeof params.data.NAME !== 'string' || params.data.NAME === '')
		throw coded(
			'DISK_BASE_SERVICE_22001',
			'Error: required parameter NAME (DISK_BASE_SERVICE_22001)',
		);
	const { fileContent } = params;
	if (!Array.isArray(fileContent) || fileContent.length !== 2) throw badArgument('Parameter #2');
	if (typeof fileContent[1] !== 'string' || fileContent[1] === '' || !isBase64(fileContent[1]))
		throw coded('ERROR_COULD_NOT_SAVE_FILE', 'Could not save file');
	const there = new Set(
		[...portal.store.files.values()]
			.filter((file) => file.STORAGE_ID === storage.ID)
			.map((file) => file.NAME),
	);
	const given = params.data.NAME;
	if (there.has(given) && !wants(params.generateUniqueName))
		throw coded('DISK_OBJ_22000', 'A file with this name already exists (DISK_OBJ_22000)');
	const file = fileOf(
		portal.nextId(),
		there.has(given) ? unique(given, there) : given,
		fileContent[1],
		storage,
		caller,
	);
	portal.store.files.set(file.ID, file);
	context.wrote(file.ID, { id: params.id, data: params.data });
	return {
		result: {
			...file,
			DOWNLOAD_URL: `https://portal.example/rest/download.json?auth=${caller.token ?? portal.secret}&token=disk%7C${file.ID}`,
		},
	};
}

/** What is in the root folder of a Drive. */
function children(params: Params, { portal }: Context) {
	only(params, ['id', 'filter', 'start'], unknown);
	const storage = portal.store.storages.get(integer(params.id));
	if (storage === undefined)
		throw coded('ERROR_NOT_FOUND', `Could not find entity with id \`${params.id}\``);
	const rows = [...portal.store.files.values()].filter((file) => file.STORAGE_ID === storage.ID);
	return listOf(rows, params, { ID: 'number', NAME: 'string' });
}

/** the id is a number here, other ids are texts */
function fileOf(
	ID: number,
	NAME: string,
	content: string,
	storage: DriveStorage,
	caller: Caller,
): DriveFile {
	const now = portalTime(Date.now());
	const by = String(caller.userId);
	return {
		ID,
		NAME,
		CODE: null,
		STORAGE_ID: storage.ID,
		TYPE: 'file',
		PARENT_ID: storage.ROOT_OBJECT_ID,
		DELETED_TYPE: 0,
		GLOBAL_CONTENT_VERSION: 1,
		FILE_ID: ID + 1000,
		SIZE: String(Buffer.from(content, 'base64').length),
		CREATE_TIME: now,
		UPDATE_TIME: now,
		DELETE_TIME: null,
		CREATED_BY: by,
		UPDATED_BY: by,
		DELETED_BY: null,
		DETAIL_URL: `https://portal.example/company/personal/user/${by}/disk/file/${encodeURIComponent(NAME)}`,
	};
}

const GROUP: Schema = {
	...Object.fromEntries(
		['NAME', 'ACTIVE', 'VISIBLE', 'OPENED', 'CLOSED', 'IS_EXTRANET'].map((name) => [
			name,
			'string' as const,
		]),
	),
	...Object.fromEntries(
		['DATE_CREATE', 'DATE_UPDATE', 'DATE_ACTIVITY'].map((name) => [name, 'datetime' as const]),
	),
	ID: 'number',
	OWNER_ID: 'number',
};

/** newest first, unless asked otherwise */
function groups(params: Params, { portal }: Context) {
	only(params, ['ORDER', 'FILTER', 'GROUP_ID', 'IS_ADMIN', 'start'], unknown);
	const { ORDER: order = { ID: 'DESC' }, FILTER: filter = {}, GROUP_ID: id, start } = params;
	const rows = [...portal.store.groups.values()].filter(
		(group) => id === undefined || Number(group.ID) === whole(id),
	);
	return listOf(rows, { filter, order, start }, GROUP);
}

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN: Methods = {
	'disk.storage.uploadfile': upload,
};

export const METHODS: Methods = {
	...SHOWN,
	'disk.storage.getlist': storages,
	'disk.storage.getchildren': children,
	'sonet_group.get': groups,
};
