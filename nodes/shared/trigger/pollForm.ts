import type { INodeProperties } from 'n8n-workflow';

/** What polling triggers say first in their forms. */
export function howTo(displayName: string): INodeProperties {
	return { displayName, name: 'howTo', type: 'notice', default: '' };
}

/** What a polling trigger may watch for; see `Watch` in polling.ts. */
export const WATCHED = [
	{ name: 'Created', value: 'created' },
	{ name: 'Created or Updated', value: 'both' },
	{ name: 'Updated', value: 'updated' },
] as const;

/** Which changes a polling trigger reports. */
export function watchProperty(): INodeProperties {
	return {
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		options: WATCHED.map((one) => ({ ...one })),
		default: 'created',
	};
}
