/** crm.activity.todo.* (contract 2.3) and crm.activity.binding.* (contract 2.6) of the fake Bitrix24. */
import { there } from '../support/there.cts';
import { create, exists } from './bitrix24.activities.cts';
import {
	coded,
	inPortalTime,
	integer,
	missing,
	only,
	portalTime,
	Refusal,
	whole,
} from './bitrix24.answers.cts';
import type { Context, Method, Methods, Params, Portal } from './bitrix24.portal.cts';
import type { Activity, Binding, Todo } from './bitrix24.records.cts';

const notFound = () => coded('NOT_FOUND', 'Not found.');
const denied = () => coded('ACCESS_DENIED', 'Access denied.');
const noOwner = () => coded('OWNER_NOT_FOUND', 'Owner not found.');
const badValue = (name: string) => coded('INVALID_ARG_VALUE', `Invalid value of ${name}`);
const wrongColor = () => coded('CAN_NOT_UPDATE_WRONG_COLOR_TODO', 'Invalid color value');
const unknown = (text: string) => coded('INVALID_ARG_VALUE', text);

/** Parameters are checked by name before anything is looked up: a missing one is code 100 (contract 2.3). */
function demand(params: Params, required: readonly string[], optional: readonly string[] = []) {
	for (const name of required)
		if (params[name] === undefined || params[name] === null) throw missing(name);
	only(params, [...required, ...optional], unknown);
	for (const name of Object.keys(params))
		if (/Id$|^id$/.test(name) && name !== 'colorId' && whole(params[name]) === undefined)
			throw badValue(name);
}

function time(value: unknown) {
	const stored = inPortalTime(value);
	if (stored === undefined) throw coded('WRONG_DATETIME_FORMAT', 'Wrong datetime format.');
	return stored;
}

function text(value: unknown, name: string) {
	if (typeof value !== 'string') throw badValue(name);
	return value;
}

function pings(value: unknown) {
	if (!Array.isArray(value) || !value.every((minutes) => integer(minutes) >= 0))
		throw badValue('pingOffsets');
	return value.map(integer);
}

/** '1' to '7', or nothing for the default color */
function color(value: unknown, refuse: () => Refusal) {
	if (value === '' || /^[1-7]$/.test(String(value))) return String(value);
	throw refuse();
}

function responsible(value: unknown, { portal }: Context) {
	if (!portal.store.users.has(integer(value))) throw badValue('responsibleId');
	return String(whole(value));
}

/**
 * The contract knows a refusal where the parent record is closed (contract 2.3). A completed parent
 * activity stands for it here; that it is refused too is unverified.
 */
function parent(value: unknown, { portal }: Context) {
	const activity = portal.store.activities.get(integer(value));
	if (activity === undefined) throw badValue('parentActivityId');
	if (activity.COMPLETED === 'Y')
		throw coded(
			'ERROR_PARENT_ACTIVITY_RESTRICT',
			'Cannot schedule an activity for a closed activity',
		);
	return integer(value);
}

const READ: Record<string, (value: unknown, context: Context) => [keyof Activity, string]> = {
	deadline: (value) => ['DEADLINE', time(value)],
	title: (value) => ['SUBJECT', text(value, 'title')],
	description: (value) => ['DESCRIPTION', text(value, 'description')],
	responsibleId: (value, context) => ['RESPONSIBLE_ID', responsible(value, context)],
};
const EXTRA: Record<
	string,
	(value: unknown, context: Context, refuse: () => Refusal) => Todo[keyof Todo]
> = {
	parentActivityId: parent,
	pingOffsets: pings,
	colorId: (value, _context, refuse) => color(value, refuse),
};
const OPTIONAL = [
	'title',
	'description',
	'responsibleId',
	'parentActivityId',
	'pingOffsets',
	'colorId',
];

const taken = <Reader,>(params: Params, readers: Record<string, Reader>) =>
	Object.entries(params).flatMap(([name, value]) => {
		const reader = readers[name];
		return reader === undefined ? [] : [{ name, value, reader }];
	});
const values = (params: Params, context: Context): Partial<Activity> =>
	Object.fromEntries(taken(params, READ).map(({ value, reader }) => reader(value, context)));
const extras = (params: Params, context: Context, refuse: () => Refusal): Partial<Todo> =>
	Object.fromEntries(
		taken(params, EXTRA).map(({ name, value, reader }) => [name, reader(value, context, refuse)]),
	);

function put(activity: Activity, changed: Partial<Activity>, { caller }: Context) {
	Object.assign(activity, changed, {
		EDITOR_ID: String(caller.userId),
		LAST_UPDATED: portalTime(Date.now()),
	});
	if (changed.DEADLINE !== undefined)
		Object.assign(activity, { START_TIME: changed.DEADLINE, END_TIME: changed.DEADLINE });
}

function add(params: Params, context: Context) {
	demand(params, ['ownerTypeId', 'ownerId', 'deadline'], OPTIONAL);
	if (!exists(context.portal, params.ownerTypeId, params.ownerId)) throw noOwner();
	const extra = extras(params, context, () => badValue('colorId'));
	const { DEADLINE, ...rest }: Partial<Activity> = {
		RESPONSIBLE_ID: String(context.caller.userId),
		...values(params, context),
	};
	// the vendor keeps the description of a to-do as BB code
	const kind = {
		TYPE_ID: '6',
		PROVIDER_ID: 'CRM_TODO',
		PROVIDER_TYPE_ID: 'TODO',
		DESCRIPTION_TYPE: '2',
	};
	const activity = create(
		{ ...kind, OWNER_TYPE_ID: params.ownerTypeId, OWNER_ID: params.ownerId, ...rest },
		context,
	);
	put(activity, { DEADLINE }, context);
	const id = Number(activity.ID);
	context.portal.store.todos.set(id, {
		pingOffsets: [],
		colorId: '',
		parentActivityId: null,
		...extra,
	});
	context.wrote(id, params);
	return { result: { id } };
}

/** The open to-do that `params` speaks of; `closed`: the code when it is completed. */
function open(params: Params, closed: string, { portal }: Context) {
	const activity = portal.store.activities.get(integer(params.id));
	if (activity?.PROVIDER_ID !== 'CRM_TODO') throw notFound();
	if (portal.store.denied.has(integer(params.id))) throw denied();
	const linked = activity.BINDINGS.some(
		(link) =>
			Number(link.OWNER_TYPE_ID) === whole(params.ownerTypeId) &&
			Number(link.OWNER_ID) === whole(params.ownerId),
	);
	if (!linked || !exists(portal, params.ownerTypeId, params.ownerId)) throw noOwner();
	// a live portal gave code 0 (contract 2.3): option closedTodoCode
	if (activity.COMPLETED === 'Y')
		throw coded(portal.closedTodoCode ?? closed, 'Completed activity cannot be modified');
	return activity;
}

/**
 * A whole write: what is left out falls back to nothing, but for title and responsible user. Of
 * reminders and the parent activity that is known; color and files go probably (contract 2.3, 12),
 * and of the description nobody says.
 */
function update(params: Params, context: Context) {
	demand(params, ['id', 'ownerTypeId', 'ownerId', 'deadline'], OPTIONAL);
	const activity = open(params, 'CAN_NOT_UPDATE_COMPLETED_TODO', context);
	const changed = { DESCRIPTION: '', FILES: [], ...values(params, context) };
	const extra = {
		pingOffsets: [],
		colorId: '',
		parentActivityId: null,
		...extras(params, context, wrongColor),
	};
	return changedTo(activity, changed, extra, params, context);
}

function changedTo(
	activity: Activity,
	changed: Partial<Activity>,
	extra: Partial<Todo>,
	params: Params,
	context: Context,
) {
	const id = Number(activity.ID);
	put(activity, changed, context);
	Object.assign(there(context.portal.store.todos.get(id)), extra);
	context.wrote(id, params);
	return { result: { id } };
}

type Changes = [changed: Partial<Activity>, extra: Partial<Todo>];
/** A method that changes one property, sent as `name`. */
const single =
	(name: string, closed: string, read: (value: unknown, context: Context) => Changes): Method =>
	(params, context) => {
		demand(params, ['id', 'ownerTypeId', 'ownerId', name]);
		const activity = open(params, closed, context);
		const [changed, extra] = read(params[name], context);
		return changedTo(activity, changed, extra, params, context);
	};

const CLOSED = 'CAN_NOT_UPDATE_COMPLETED_TODO';

const MOST_BINDINGS = 100;
const same = (link: Binding, type: unknown, id: unknown) =>
	Number(link.OWNER_TYPE_ID) === whole(type) && Number(link.OWNER_ID) === whole(id);
const linkTo = (type: unknown, id: unknown) => ({
	OWNER_TYPE_ID: String(whole(type)),
	OWNER_ID: String(whole(id)),
});

function bindable(params: Params, { portal }: Context) {
	const activity = portal.store.activities.get(integer(params.activityId));
	if (activity === undefined) throw notFound();
	if (portal.store.denied.has(integer(params.activityId))) throw denied();
	return activity;
}

function owner(portal: Portal, type: unknown, id: unknown) {
	if (!exists(portal, type, id)) throw noOwner();
}

const isBound = () =>
	coded('ACTIVITY_IS_ALREADY_BOUND', 'The activity is already bound to this entity');
const isNotBound = () => coded('BINDING_NOT_FOUND', 'The activity is not bound to this entity');
const LINK = ['activityId', 'entityTypeId', 'entityId'];

function bind(params: Params, context: Context) {
	demand(params, LINK);
	const activity = bindable(params, context);
	owner(context.portal, params.entityTypeId, params.entityId);
	if (activity.BINDINGS.some((link) => same(link, params.entityTypeId, params.entityId)))
		throw isBound();
	if (activity.BINDINGS.length >= MOST_BINDINGS)
		throw unknown(`No more than ${MOST_BINDINGS} bindings are allowed`);
	activity.BINDINGS = [...activity.BINDINGS, linkTo(params.entityTypeId, params.entityId)];
	context.wrote(Number(activity.ID), params);
	return { result: true };
}

function unbind(params: Params, context: Context) {
	demand(params, LINK);
	const activity = bindable(params, context);
	owner(context.portal, params.entityTypeId, params.entityId);
	const left = activity.BINDINGS.filter(
		(link) => !same(link, params.entityTypeId, params.entityId),
	);
	if (left.length === activity.BINDINGS.length) throw isNotBound();
	if (left.length === 0)
		throw coded('LAST_BINDING_CANNOT_BE_DELETED', 'The last binding cannot be deleted');
	Object.assign(activity, { BINDINGS: left }, left[0]);
	context.wrote(Number(activity.ID), params);
	return { result: true };
}

function bindings(params: Params, context: Context) {
	demand(params, ['activityId']);
	return {
		result: bindable(params, context).BINDINGS.map((link) => ({
			entityTypeId: Number(link.OWNER_TYPE_ID),
			entityId: Number(link.OWNER_ID),
		})),
	};
}

function move(params: Params, context: Context) {
	demand(params, [
		'activityId',
		'sourceEntityTypeId',
		'sourceEntityId',
		'targetEntityTypeId',
		'targetEntityId',
	]);
	const {
		sourceEntityTypeId: type,
		sourceEntityId: source,
		targetEntityTypeId: targetType,
		targetEntityId: target,
	} = params;
	const activity = bindable(params, context);
	if (whole(type) !== whole(targetType))
		throw coded(
			'SOURCE_AND_TARGET_ENTITY_TYPES_ARE_NOT_EQUAL_ERROR',
			'Source and target entity types are not equal',
		);
	if (whole(source) === whole(target))
		throw coded(
			'SOURCE_AND_TARGET_ENTITY_ID_ARE_EQUAL_ERROR',
			'Source and target entity ids are equal',
		);
	owner(context.portal, type, source);
	owner(context.portal, targetType, target);
	if (!activity.BINDINGS.some((link) => same(link, type, source))) throw isNotBound();
	if (activity.BINDINGS.some((link) => same(link, targetType, target))) throw isBound();
	activity.BINDINGS = activity.BINDINGS.map((link) =>
		same(link, type, source) ? linkTo(targetType, target) : link,
	);
	Object.assign(activity, activity.BINDINGS[0]);
	context.wrote(Number(activity.ID), params);
	return { result: true };
}

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN: Methods = {
	'crm.activity.todo.add': add,
	'crm.activity.todo.update': update,
	'crm.activity.todo.updateDeadline': single('value', CLOSED, (value) => [
		{ DEADLINE: time(value) },
		{},
	]),
	'crm.activity.todo.updateDescription': single('value', CLOSED, (value) => [
		{ DESCRIPTION: text(value, 'value') },
		{},
	]),
	'crm.activity.todo.updateResponsibleUser': single(
		'responsibleId',
		'CAN_NOT_UPDATE_RESPONSIBLE_USER_COMPLETED_TODO',
		(value, context) => [{ RESPONSIBLE_ID: responsible(value, context) }, {}],
	),
	'crm.activity.binding.add': bind,
	'crm.activity.binding.delete': unbind,
	'crm.activity.binding.move': move,
};

export const METHODS: Methods = {
	...SHOWN,
	'crm.activity.todo.updateColor': single(
		'colorId',
		'CAN_NOT_UPDATE_COLOR_COMPLETED_TODO',
		(value) => [{}, { colorId: color(value, wrongColor) }],
	),
	'crm.activity.binding.list': bindings,
};
