/** Enough for what a lost answer of the last minutes may be about. */
const MOST_KEPT = 20_000;

/**
 * Which records of an account were made for which item, as far as this process knows: a record that another item has
 * made, in this run or in one beside it, is never taken for the one whose answer was lost.
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
		this.owners.delete(id);
		this.owners.set(id, owner);
		if (this.owners.size > MOST_KEPT) {
			const [oldest] = this.owners.keys();
			this.owners.delete(oldest);
		}
		return true;
	}
}
