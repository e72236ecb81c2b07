/**
 * Which records a run has made for which item: one that another item has made is never taken for the one whose answer
 * was lost.
 */
export class MadeRecords {
	private readonly owners = new Map<string, object>();

	/**
	 * @param id of the record, with its kind
	 * @param owner the item; the same object whenever it asks
	 * @returns whether the record is the item's own from now on; false where it is another one's
	 */
	claim(id: string, owner: object): boolean {
		const known = this.owners.get(id);
		if (known !== undefined && known !== owner) return false;
		this.owners.set(id, owner);
		return true;
	}
}
