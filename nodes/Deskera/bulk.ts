import type { RequestSpec, Bulk } from '../shared/contract/call';
import { NOTHING } from '../shared/http/proof';
import { asArray, asObject } from '../shared/text/unknownJson';
import { ACTIVITIES } from './paths';

/**
 * One bulk call for the ids of many items. No largest number is documented (section 3.5), so the size is an option.
 * Whether Deskera does nothing or the rest when one id is unknown is not documented either; a refused call is cut in
 * halves until the culprit stands alone, which is harmless for what these calls do.
 * @param idsOf where a request keeps its ids
 * @param withIds the same request for other ids
 * @param deletes whether the records are gone after it
 */
function idBulk(
	idsOf: (spec: RequestSpec) => unknown,
	withIds: (spec: RequestSpec, ids: unknown[]) => RequestSpec,
	deletes = false,
): Bulk {
	return {
		size: 100,
		most: 1000,
		divides: true,
		deletes,
		weight: (spec) => asArray(idsOf(spec)).length,
		key: (spec) => JSON.stringify(withIds(spec, [])),
		pack: (specs) => withIds(specs[0], [...new Set(specs.flatMap((spec) => asArray(idsOf(spec))))]),
		unpack: (_body, specs) => specs.map(() => ({ ok: true, body: undefined })),
	};
}

/** The ids of the bulk delete are its body. */
export const deleteBulk = idBulk(
	({ body }) => body,
	(spec, ids) => ({ ...spec, body: ids }),
	true,
);

/** The bulk change's ids stand in its body. */
export const updateBulk = idBulk(
	({ body }) => asObject(body).ids,
	(spec, ids) => ({ ...spec, body: { ...asObject(spec.body), ids } }),
);

/** A change that the bulk call can make. It answers with a status and nothing else. */
export function bulkUpdate(ids: readonly number[], changes: object): RequestSpec {
	return {
		method: 'PATCH',
		path: `${ACTIVITIES}/bulkUpdate`,
		body: { ids, ...changes },
		effect: 'write',
		proof: NOTHING,
		joins: updateBulk,
	};
}
