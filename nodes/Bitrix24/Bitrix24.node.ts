import { NodeConnectionTypes, type IExecuteFunctions, type INodeExecutionData, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { describe } from '../shared/describe';
import { run } from '../shared/run';
import { activity } from './activity';
import { activityLink } from './activityLink';
import { listSearches } from './lookups';
import { authentication } from './authentication';
import { bitrix24, APP_CREDENTIAL, WEBHOOK_CREDENTIAL } from './vendor';

const resources = [activity, activityLink];

export class Bitrix24 implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bitrix24',
		name: 'bitrix24',
		icon: { light: 'file:../../icons/bitrix24.svg', dark: 'file:../../icons/bitrix24.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Create, read, update and link CRM activities in Bitrix24',
		defaults: { name: 'Bitrix24' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: WEBHOOK_CREDENTIAL, required: true, displayOptions: { show: { authentication: ['webhook'] } } },
			{ name: APP_CREDENTIAL, required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
		],
		properties: [authentication, ...describe(resources)],
	};

	methods = { listSearch: listSearches };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, bitrix24, resources);
	}
}
