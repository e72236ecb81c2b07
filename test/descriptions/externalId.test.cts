/**
 * Every create of every vendor has an External ID, with one meaning and one name; docs/external-id.md says where each
 * keeps it, or why it has none.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { ACTIONS, groupsOf, isShown, operationsOf, ROOT } from '../support/descriptions.cts';

const PAGE = fs.readFileSync(path.join(ROOT, 'docs', 'external-id.md'), 'utf8');
const MEANING =
	'ID of the record in its source system. If a record was already created with it, that ' +
	'record is updated instead of creating another one.';

/** Lines of the table "Where it is kept" -> the operations that they are about. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
	'Bitrix24 call, meeting, email, custom activity': [
		'bitrix24 activity create',
		'bitrix24 customActivity create',
	],
	'Bitrix24 to-do': ['bitrix24 activity create'],
	'Bitrix24 task': ['bitrix24 task create'],
	'LeadSquared custom activity': ['leadSquared customActivity create'],
	'LeadSquared task': ['leadSquared task create'],
	'LeadSquared note': ['leadSquared note create'],
	'iVvy activity, task': [
		'ivvy activity create',
		'ivvy activity upsert',
		'ivvy task create',
		'ivvy task upsert',
	],
	'iVvy note': ['ivvy note create'],
	'Deskera activity': ['deskera activity create'],
};
/** The same of the table "Without an External ID". */
const NONE: Readonly<Record<string, readonly string[]>> = {
	'Bitrix24 checklist items, task dependencies, activity links': [
		'bitrix24 taskChecklistItem create',
		'bitrix24 taskDependency create',
		'bitrix24 activityLink create',
	],
	'Bitrix24 comments, results, time entries, log entries, timeline notes': [
		'bitrix24 taskComment create',
		'bitrix24 timelineComment create',
		'bitrix24 taskResult create',
		'bitrix24 taskTime create',
		'bitrix24 timelineLog create',
		'bitrix24 timelineNote upsert',
	],
	'Bitrix24 badges, types of custom activities; LeadSquared activity types': [
		'bitrix24 badge create',
		'bitrix24 customActivityType create',
		'leadSquared activityType create',
	],
	'Bitrix24 calls of telephony, calendar events': [
		'bitrix24 call create',
		'bitrix24 call start',
		'bitrix24 calendarEvent create',
	],
	'LeadSquared sales activities': ['leadSquared salesActivity create'],
	'LeadSquared opportunity activities': ['leadSquared opportunityActivity create'],
	'iVvy activity purposes': ['ivvy activityPurpose create'],
};
/** Operations that read a record by its External ID. */
const BY_EXTERNAL_ID = [
	'bitrix24 activity get',
	'bitrix24 customActivity get',
	'bitrix24 task get',
	'deskera activity get',
	'ivvy activity get',
	'ivvy task get',
];

const MAKES = /^(?:create|upsert|start)$/;
/** Opens a task again, and makes nothing. */
const NO_CREATES = ['bitrix24 task start'];

interface Built {
	readonly name: string;
	readonly operation: string;
	readonly externalId: INodeProperties | undefined;
	readonly isFoundByIt: boolean;
}

const isProperty = (option: object): option is INodeProperties => 'displayName' in option;

/** All parameters of an operation, nested ones included. */
function fieldsOf(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => [
		property,
		...groupsOf(property).flatMap(({ values }) => fieldsOf(values)),
	]);
}

const BUILT: readonly Built[] = Object.values(ACTIONS).flatMap(({ make }) => {
	const { description } = make();
	return operationsOf(description).map(({ resource = '', operation = '' }): Built => {
		const shown = description.properties.filter((property) =>
			isShown(description, { resource, operation }, property),
		);
		const options = shown.find(({ name }) => name === 'options')?.options ?? [];
		return {
			name: `${description.name} ${resource} ${operation}`,
			operation,
			externalId: options.filter(isProperty).find(({ name }) => name === 'externalId'),
			isFoundByIt: fieldsOf(shown).some(
				({ modes }) => modes?.some(({ name }) => name === 'externalId') === true,
			),
		};
	});
});

/** First cells of the lines of a table below a heading. */
function linesBelow(heading: string): string[] {
	const [, section = ''] = PAGE.split(`## ${heading}\n`);
	const lines = section.split(/\n## /, 1)[0]?.match(/^\|.*$/gm) ?? [];
	return lines.slice(2).map((line) => line.split('|')[1]?.trim() ?? '');
}

const namesOf = (lines: Readonly<Record<string, readonly string[]>>) =>
	[...new Set(Object.values(lines).flat())].sort();

it('each create that has an External ID is in the table of where it is kept', () => {
	expect(linesBelow('Where it is kept')).toEqual(Object.keys(KEPT));
	expect(
		BUILT.filter(({ externalId }) => externalId !== undefined)
			.map(({ name }) => name)
			.sort(),
	).toEqual(namesOf(KEPT));
});

it('each create without one is in the table that says why', () => {
	expect(linesBelow('Without an External ID')).toEqual(Object.keys(NONE));
	expect(
		BUILT.filter(({ operation, externalId }) => MAKES.test(operation) && externalId === undefined)
			.map(({ name }) => name)
			.filter((name) => !NO_CREATES.includes(name))
			.sort(),
	).toEqual(namesOf(NONE));
});

it.each(BUILT.flatMap((one) => (one.externalId === undefined ? [] : [[one.name, one.externalId]])))(
	'%s: it means the same everywhere',
	(_name, property) => {
		const { displayName, type, description } = property as INodeProperties;
		expect([displayName, type]).toEqual(['External ID', 'string']);
		expect(description?.startsWith(MEANING)).toBe(true);
	},
);

it('what is read by it is what the page says', () => {
	expect(
		BUILT.filter(({ name, isFoundByIt }) => isFoundByIt && / get$/.test(name))
			.map(({ name }) => name)
			.sort(),
	).toEqual(BY_EXTERNAL_ID);
	expect(PAGE.replace(/\s+/g, ' ')).toContain(
		"*Get* has the mode *By External ID* for Bitrix24's activities, custom activities and tasks, iVvy's activities " +
			"and tasks, and Deskera's activities",
	);
});
