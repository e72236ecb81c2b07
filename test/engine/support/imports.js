'use strict';
/** Imports with External IDs, one for each place in which a vendor keeps such an ID. */
const { byId } = require('../../support/fakes');
const { operationsOf } = require('../../support/operations');

const parametersOf = (fake, node, name) =>
	operationsOf(node, fake).find((operation) => operation.name === name).parameters;

const keptByIvvy = (records, key) =>
	[...records.values()]
		.filter(({ description }) => description?.endsWith(`<p>Ref: ${key}</p>`))
		.map(({ name }) => name);
/** Custom activities have a field for it. */
const keptByLeadSquared = (fake, key) =>
	[...fake.vendor.store.activities.values()]
		.filter(({ Fields }) => Fields?.mx_Custom_1 === key)
		.map(({ ActivityNote }) => ActivityNote);
/** The texts of notes before the line with the ID. @param name under which a note has its text */
const keptInNotes = (records, name, key) =>
	[...records.values()]
		.map(({ [name]: text }) => /^([^]*)\nRef: (.*)$/.exec(text))
		.filter((match) => match?.[2] === key)
		.map(([, text]) => text);

/**
 * node -> what is made for an item `{ key, text, n }`, how often the fake keeps something for an
 * ID, and what it says
 */
const IMPORTS = {
	'bitrix24 call': {
		node: 'bitrix24',
		parameters: (fake) => ({
			...parametersOf(fake, 'bitrix24', 'bitrix24 activity create (call)'),
			owner: byId('={{ $json.n }}'),
			subject: '={{ $json.text }}',
		}),
		creates: ({ path }) => path.endsWith('crm.activity.add'),
		kept: (fake, key) =>
			[...fake.vendor.store.activities.values()]
				.filter(({ ORIGIN_ID, ORIGINATOR_ID }) => ORIGIN_ID === key && ORIGINATOR_ID === 'n8n')
				.map(({ SUBJECT }) => SUBJECT),
	},
	'bitrix24 custom activity': {
		node: 'bitrix24App',
		parameters: (fake) => ({
			...parametersOf(fake, 'bitrix24App', 'bitrix24 customActivity create'),
			owner: byId('={{ $json.n }}'),
			additionalFields: { badgeCode: '' },
		}),
		creates: ({ path }) => path.endsWith('crm.activity.configurable.add'),
		kept: (fake, key) =>
			[...fake.vendor.store.activities.values()]
				.filter(({ ORIGIN_ID }) => ORIGIN_ID === key)
				.map(({ layout }) => layout?.header?.title ?? layout?.body?.blocks),
		silent: true,
	},
	deskera: {
		node: 'deskera',
		parameters: () => ({
			resource: 'activity',
			operation: 'create',
			name: '={{ $json.text }}',
			activity_type: 'call',
			start: '2026-12-01T10:00:00',
			end: '2026-12-01T11:00:00',
			additionalFields: {},
		}),
		creates: ({ method }) => method === 'POST',
		kept: (fake, key) =>
			[...fake.vendor.store.activities.values()]
				.filter(({ source_id, source }) => source_id === key && source === 'n8n')
				.map(({ name }) => name),
	},
	'leadSquared by ID': {
		node: 'leadSquared',
		parameters: (fake) => ({
			resource: 'customActivity',
			operation: 'create',
			activityType: byId('202'),
			leadBy: 'id',
			lead: byId(fake.vendor.leadId(1)),
			note: '={{ $json.text }}',
			fields: { mappingMode: 'defineBelow', value: null },
			additionalFields: { owner: byId('user2@account.example') },
		}),
		options: { externalIdField: 'mx_Custom_1' },
		creates: ({ path }) => /\/(?:Create|ByLead(?:Field|Id))$/.test(path),
		kept: keptByLeadSquared,
	},
	'leadSquared by email': {
		node: 'leadSquared',
		parameters: (fake) => ({
			resource: 'customActivity',
			operation: 'create',
			activityType: byId('202'),
			leadBy: 'email',
			email: [...fake.vendor.store.leads.values()][2].EmailAddress,
			note: '={{ $json.text }}',
			fields: { mappingMode: 'defineBelow', value: null },
			additionalFields: {},
		}),
		options: { externalIdField: 'mx_Custom_1' },
		creates: ({ path }) => /\/(?:Create|ByLead(?:Field|Id))$/.test(path),
		kept: keptByLeadSquared,
	},
	'bitrix24 to-do': {
		node: 'bitrix24',
		parameters: (fake) => ({
			...parametersOf(fake, 'bitrix24', 'bitrix24 activity create (to-do)'),
			owner: byId('={{ $json.n }}'),
			title: '={{ $json.text }}',
			todoDetails: { description: 'Details [b]here[/b]' },
		}),
		creates: ({ path }) => path.endsWith('crm.activity.todo.add'),
		kept: (fake, key) =>
			[...fake.vendor.store.activities.values()]
				.filter(({ DESCRIPTION }) => DESCRIPTION?.endsWith(`\nRef: ${key}`))
				.map(({ SUBJECT }) => SUBJECT),
	},
	'bitrix24 task': {
		node: 'bitrix24',
		parameters: () => ({
			resource: 'task',
			operation: 'create',
			title: '={{ $json.text }}',
			responsible: byId('2'),
			additionalFields: { TAGS: ['import'] },
			customFields: { mappingMode: 'defineBelow', value: null },
		}),
		creates: ({ path }) => path.endsWith('tasks.task.add'),
		kept: (fake, key) =>
			[...fake.vendor.store.tasks.values()]
				.filter(({ TAGS }) => TAGS.includes(`Ref: ${key}`) && TAGS.includes('import'))
				.map(({ TITLE }) => TITLE),
	},
	'ivvy activity': {
		node: 'ivvy',
		parameters: () => ({
			resource: 'activity',
			operation: 'create',
			name: '={{ $json.text }}',
			subType: 2,
			description: 'About <b>it</b>',
			belongsTo: 'contact',
			contactId: byId('45001'),
			additionalFields: {},
		}),
		creates: ({ rawUrl }) => /addOrUpdateActivity|batch\?action=run/.test(rawUrl),
		kept: (fake, key) => keptByIvvy(fake.vendor.store.activities, key),
	},
	'ivvy task': {
		node: 'ivvy',
		parameters: () => ({
			resource: 'task',
			operation: 'create',
			name: '={{ $json.text }}',
			endDatetime: '2026-12-01',
			belongsTo: 'lead',
			leadId: byId('2001'),
			additionalFields: {},
		}),
		creates: ({ rawUrl }) => /addOrUpdateTask|batch\?action=run/.test(rawUrl),
		kept: (fake, key) => keptByIvvy(fake.vendor.store.tasks, key),
	},
	'ivvy note': {
		node: 'ivvy',
		parameters: () => ({
			resource: 'note',
			operation: 'create',
			noteOn: 'lead',
			leadId: byId('2001'),
			note: '={{ $json.text }}',
		}),
		creates: ({ rawUrl }) => /addOrUpdateLeadNote|batch\?action=run/.test(rawUrl),
		kept: (fake, key) => keptInNotes(fake.vendor.store.leadNotes, 'note', key),
	},
	'leadSquared task': {
		node: 'leadSquared',
		parameters: (fake) => ({
			resource: 'task',
			operation: 'create',
			name: '={{ $json.text }}',
			taskType: byId('Phone Call'),
			owner: byId('user2@account.example'),
			relatedTo: 1,
			lead: byId(fake.vendor.leadId(1)),
			additionalFields: { Description: 'Details' },
		}),
		creates: ({ path }) => /Task\.svc\/(?:Create|Bulk)/.test(path),
		kept: (fake, key) =>
			[...fake.vendor.store.tasks.values()]
				.filter(({ Description }) => Description === `Details\nRef: ${key}`)
				.map(({ Name }) => Name),
	},
	'leadSquared task of nothing': {
		node: 'leadSquared',
		parameters: () => ({
			resource: 'task',
			operation: 'create',
			name: '={{ $json.text }}',
			taskType: byId('Phone Call'),
			owner: byId('user2@account.example'),
			relatedTo: 0,
			additionalFields: {},
		}),
		creates: ({ path }) => /Task\.svc\/(?:Create|Bulk)/.test(path),
		kept: (fake, key) =>
			[...fake.vendor.store.tasks.values()]
				.filter(({ Description }) => Description === `Ref: ${key}`)
				.map(({ Name }) => Name),
	},
	'leadSquared note': {
		node: 'leadSquared',
		parameters: (fake) => ({
			resource: 'note',
			operation: 'create',
			lead: byId(fake.vendor.leadId(1)),
			note: '={{ $json.text }}',
			additionalFields: {},
		}),
		creates: ({ path }) => path.endsWith('CreateNote'),
		kept: (fake, key) => keptInNotes(fake.vendor.store.notes, 'Note', key),
	},
};

module.exports = { IMPORTS };
