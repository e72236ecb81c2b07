import type { NodeHint } from 'n8n-workflow';

/** What the output panel says of settings that change what a run does. Built afresh, as n8n changes descriptions. */
export function nodeHints(): NodeHint[] {
	return [
		{
			message:
				'Preview Only is on: the node returns the requests that would change something, and sends none of them.',
			type: 'info',
			location: 'outputPane',
			whenToDisplay: 'always',
			displayCondition: '={{ $parameter["options"]?.["previewOnly"] === true }}',
		},
	];
}
