/** Where a portable activity with people is copied to. */
import { byId } from '../../support/fakes.cts';

export interface Target {
	node: string;
	/** An empty one. */
	form: object;
	/** The parameter that takes the ID of a record. */
	id: string;
	/** The email of a user, by which others name it. */
	user: string;
	/** What stands for it in records, where that is another text. */
	userId?: string;
	person: { type: string; email: string; phone: string };
}

/** How each vendor's records are made of a portable activity with nobody filled in, and who is there. */
export const TARGETS: Record<string, Target> = {
	'bitrix24 task': {
		node: 'bitrix24',
		form: {
			resource: 'task',
			title: '',
			responsible: byId(''),
			additionalFields: {},
			customFields: {},
		},
		id: 'taskId',
		user: 'user3@portal.example',
		userId: '3',
		person: { type: 'contact', email: 'dmitri.3@example.com', phone: '+49 30 100003' },
	},
	'bitrix24 activity': {
		node: 'bitrix24',
		form: {
			resource: 'activity',
			kind: '',
			ownerType: byId(''),
			owner: byId(''),
			responsible: byId(''),
			client: byId(''),
			phone: byId(''),
			email: byId(''),
			additionalFields: {},
			todoDetails: {},
		},
		id: 'activityId',
		user: 'user3@portal.example',
		userId: '3',
		person: { type: 'contact', email: 'dmitri.3@example.com', phone: '+49 30 100003' },
	},
	'leadSquared task': {
		node: 'leadSquared',
		form: {
			resource: 'task',
			name: '',
			taskType: byId('Phone Call'),
			owner: byId(''),
			relatedTo: 1,
			lead: byId(''),
			additionalFields: {},
		},
		id: 'taskId',
		user: 'user3@account.example',
		person: { type: 'lead', email: 'divya.3@example.com', phone: '+919810000003' },
	},
	'ivvy activity': {
		node: 'ivvy',
		form: {
			resource: 'activity',
			name: '',
			subType: '',
			description: '',
			belongsTo: 'contact',
			contactId: byId(''),
			additionalFields: {},
		},
		id: 'activityId',
		user: 'user3@ivvy.example',
		userId: '3',
		person: { type: 'contact', email: 'contact45003@ivvy.example', phone: '0455045003' },
	},
	'ivvy task': {
		node: 'ivvy',
		form: {
			resource: 'task',
			name: '',
			endDatetime: '',
			belongsTo: 'contact',
			contactId: byId(''),
			additionalFields: {},
		},
		id: 'taskId',
		user: 'user3@ivvy.example',
		userId: '3',
		person: { type: 'contact', email: 'contact45003@ivvy.example', phone: '0455045003' },
	},
	'deskera activity': {
		node: 'deskera',
		form: {
			resource: 'activity',
			name: '',
			activity_type: '',
			start: '',
			end: '',
			additionalFields: {},
		},
		id: 'activityId',
		user: 'user3@deskera.example',
		userId: '46946',
		person: { type: 'contact', email: 'person3@deskera.example', phone: '+659876500002' },
	},
};
