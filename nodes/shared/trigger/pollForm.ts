import type { INodeProperties } from 'n8n-workflow';

/** What polling triggers say first in their forms. */
export function howTo(displayName: string): INodeProperties {
	return { displayName, name: 'howTo', type: 'notice', default: '' };
}

/** Which changes a polling trigger reports; see `Watch` in polling.ts. */
export function watchProperty(): INodeProperties {
	return {
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		options: [
			{ name: 'Created', value: 'created' },
			{ name: 'Created or Updated', value: 'both' },
			{ name: 'Updated', value: 'updated' },
		],
		default: 'created',
	};
}
