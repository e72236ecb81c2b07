/**
 * Copies that people have deleted, by service and source, in the memory of this process: their sources were completed
 * for that, and when this comes back from their trigger, no new copy is made of it.
 */
const deleted = new Set<string>();
const MOST = 20_000;

const keyOf = (vendor: string, source: string): string => `${vendor} ${source}`;

/** @param vendor that had the copy @param source by which the copy was known */
export function rememberDeleted(vendor: string, source: string): void {
	deleted.delete(keyOf(vendor, source));
	deleted.add(keyOf(vendor, source));
	const [oldest] = deleted;
	if (deleted.size > MOST && oldest !== undefined) deleted.delete(oldest);
}

export function wasDeleted(vendor: string, source: string): boolean {
	return deleted.has(keyOf(vendor, source));
}

/** As after a restart of n8n. */
export function forgetDeleted(): void {
	deleted.clear();
}
