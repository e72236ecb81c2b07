/** What a kind of record can't be without is marked in the form, before anybody runs it. */
import { NodeHelpers, type INodeParameters, type INodeTypeDescription } from 'n8n-workflow';
import { NODES } from '../support/descriptions.cts';

/** Labels of the fields that the form marks while these values are chosen. */
function marked(className: string, values: INodeParameters): string[] {
	const { make } = NODES[className] ?? {};
	if (make === undefined) throw new Error(`There is no ${className}`);
	const description: INodeTypeDescription = make().description;
	const node = { typeVersion: 1 };
	const all = NodeHelpers.getNodeParameters(
		description.properties,
		values,
		true,
		false,
		node,
		description,
	);
	return description.properties
		.filter(
			(property) =>
				property.required === true &&
				NodeHelpers.displayParameter(all ?? {}, property, node, description),
		)
		.map(({ displayName }) => displayName);
}

const activity = { resource: 'activity', operation: 'create' };
const RELATED = ['Related Record Type', 'Related Record'];

it.each([
	['todo', [...RELATED, 'Due']],
	['call', [...RELATED, 'Title', 'Assigned To']],
	['meeting', [...RELATED, 'Title', 'Assigned To']],
	['email', [...RELATED, 'Title', 'Assigned To']],
])('Bitrix24: an activity of the type %s', (kind, labels) => {
	expect(marked('Bitrix24', { ...activity, kind })).toEqual(labels);
});

it('Bitrix24: an activity that is filled in from another one needs none of them', () => {
	expect(marked('Bitrix24', { ...activity, kind: 'call', valuesFrom: 'portable' })).toEqual([]);
});

it.each([
	['company', ['Company']],
	['companyAndContact', ['Company', 'Contact']],
	['contact', ['Contact']],
	['lead', ['Lead']],
	['opportunity', ['Venue', 'Opportunity']],
])('iVvy: the record of the kind %s that a task belongs to', (belongsTo, labels) => {
	expect(marked('Ivvy', { resource: 'task', operation: 'create', belongsTo })).toEqual([
		'Title',
		'Due',
		...labels,
	]);
	expect(marked('Ivvy', { resource: 'task', operation: 'update', belongsTo })).toEqual([
		'Task',
		...labels,
	]);
	if (belongsTo !== 'companyAndContact')
		expect(marked('Ivvy', { resource: 'note', operation: 'create', noteOn: belongsTo })).toEqual([
			...labels,
			'Text',
		]);
});

it.each([
	['id', ['Lead']],
	['email', ['Email']],
	['phone', ['Phone']],
	['field', ['Unique Field', 'Value']],
])('LeadSquared: the lead of a custom activity, found by %s', (leadBy, labels) => {
	const form = { resource: 'customActivity', operation: 'create', leadBy };
	expect(marked('LeadSquared', form)).toEqual(expect.arrayContaining(labels) as string[]);
});

it.each([
	[0, []],
	[1, ['Lead']],
	[5, ['Opportunity']],
])('LeadSquared: what a task is related to, %i', (relatedTo, labels) => {
	const form = { resource: 'task', operation: 'create', relatedTo };
	expect(marked('LeadSquared', form)).toEqual(['Title', 'Task Type', 'Assigned To', ...labels]);
});
