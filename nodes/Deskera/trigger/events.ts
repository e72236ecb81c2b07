import type { Watch } from '../../shared/trigger/polling';

export type Event = Watch | 'completed';

/** What the trigger can be set to. */
export const EVENTS: ReadonlyArray<{
	readonly name: string;
	readonly value: Event;
	readonly description?: string;
}> = [
	{ name: 'Completed', value: 'completed', description: 'An activity is marked as done' },
	{ name: 'Created', value: 'created' },
	{ name: 'Created or Updated', value: 'both' },
	{ name: 'Updated', value: 'updated' },
];
