import type { IDataObject } from 'n8n-workflow';
import { asArray, asText } from '../text/unknownJson';

/**
 * By which other systems know the records that a trigger has seen: where a deletion tells no more than an ID, its copy
 * elsewhere could not be found otherwise. Kept in the memory of this process, for the records that were seen last.
 */

/** What is needed of a trigger; two of one workflow, or of two accounts, see different records. */
interface Seeing {
	getWorkflow(): { readonly id?: string };
	getNode(): { readonly id: string; readonly credentials?: object };
}

const MOST = 20_000;
const known = new Map<string, readonly string[]>();

function keyOf(context: Seeing, { id, kind }: IDataObject): string {
	const node = context.getNode();
	const isTask = kind === 'task';
	return JSON.stringify([context.getWorkflow().id, node.id, node.credentials, isTask, asText(id)]);
}

/** @param record a portable one, as it is read */
export function seeLinks(context: Seeing, record: IDataObject): void {
	const key = keyOf(context, record);
	known.delete(key);
	const links = asArray(record.externalIds).map(asText);
	if (links.length === 0) return;
	known.set(key, links);
	const [oldest] = known.keys();
	if (known.size > MOST && oldest !== undefined) known.delete(oldest);
}

/** A portable record of which nothing is told but that it was deleted, with what was known of it. */
export function withKnownLinks(context: Seeing, gone: IDataObject): IDataObject {
	const key = keyOf(context, gone);
	const externalIds = known.get(key);
	known.delete(key);
	return externalIds === undefined ? gone : { ...gone, externalIds: [...externalIds] };
}
