/** Below the name of a trigger on the canvas stands what starts the workflow, in the words of its form. */

interface Choice {
	readonly name: string;
	readonly value: string;
}

/** Of a trigger with a list of events: the one event, or how many there are. */
export function eventsSubtitle(events: readonly Choice[]): string {
	const chosen = '$parameter["events"]';
	const names = JSON.stringify(Object.fromEntries(events.map(({ name, value }) => [value, name])));
	return `={{ ${chosen}.length === 1 ? (${names})[${chosen}[0]] : ${chosen}.length + " events" }}`;
}

/**
 * Of a trigger that polls: `Tasks created or updated`.
 * @param records an expression that gives the records in the plural
 */
export function watchSubtitle(records: string, watched: readonly Choice[]): string {
	const names = Object.fromEntries(watched.map(({ name, value }) => [value, name.toLowerCase()]));
	return `={{ ${records} + " " + (${JSON.stringify(names)})[$parameter["event"]] }}`;
}
