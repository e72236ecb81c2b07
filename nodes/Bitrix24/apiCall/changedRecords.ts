import { asText, isObject } from '../../shared/text/unknownJson';

/** Parameters that say which record a method is about, in small letters and without what joins the words. */
const IDS = [
	'id',
	'taskid',
	'ownerid',
	'entityid',
	'activityid',
	'itemid',
	'commentid',
	'dialogid',
];
/** A method that makes something new is about the record that it belongs to, if about any. */
const CREATES = /\.add$/i;
const READS = /\.(?:get|list|fields|types|count|search|current|info)$/i;

/** Whether a method only reads, as its name says. */
export function onlyReads(name: string): boolean {
	return READS.test(name.trim());
}

/**
 * Keys of what a call may change: the IDs among its parameters, as the same record may go by several
 * names (`id`, `taskId`, `fields[OWNER_ID]`). Without an ID it is what the methods of its family are about,
 * such as a setting.
 */
export function changedRecords(name: string, parameters: unknown): string[] {
	const method = name.trim();
	if (onlyReads(method)) return [];
	const ids = idsIn(parameters);
	if (ids.length > 0 || CREATES.test(method)) return ids;
	return [method.toLowerCase().split('.').slice(0, -1).join('.')];
}

/** Some methods count their parameters: then the IDs stand in a list before the fields. */
function idsIn(parameters: unknown): string[] {
	if (Array.isArray(parameters)) return parameters.map(idText).filter(isId);
	if (!isObject(parameters)) return [];
	const { fields = parameters.FIELDS, ...others } = parameters;
	const named = [others, fields].filter(isObject).flatMap((one) => Object.entries(one));
	return named
		.filter(([name]) => IDS.includes(name.replace(/_/g, '').toLowerCase()))
		.map(([, value]) => idText(value))
		.filter(isId);
}

/** One record, however its ID is written. */
function idText(value: unknown): string {
	return asText(value).trim().toLowerCase();
}

function isId(text: string): boolean {
	return text !== '';
}
