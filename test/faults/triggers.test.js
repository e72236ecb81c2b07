'use strict';
/**
 * Triggers under the same faults as operations: what they register at the vendor, what they keep, and that no secret
 * gets into an error, the kept data, the log or an address that the vendor is told.
 */
const { NODES } = require('../support/descriptions.cts');
const { safeJson, wholeLog } = require('../support/n8nLog.cts');
const { fakeFor, byId } = require('../support/fakes.cts');
const { triggerOf } = require('../support/trigger.cts');
const { FAULTS } = require('./faults');
const { echoOf, searcher } = require('./secrets');
const { wordsOf } = require('./vendors');

/** How each is filled in, and what of it the vendor holds. */
const TRIGGERS = {
	bitrix24Trigger: {
		vendor: 'bitrix24App',
		parameters: { events: ['ONCRMACTIVITYADD', 'ONTASKADD'], fetchRecord: true },
		registered: ({ store }) => store.handlers.map(({ event, handler }) => `${event} ${handler}`),
	},
	deskeraTrigger: { vendor: 'deskera', parameters: { event: 'both', output: 'simplified' } },
	ivvyTrigger: {
		vendor: 'ivvy',
		options: { addresses: 'any' },
		/** What was not confirmed can't be ended: it ends by itself. */
		ends: 'later',
		parameters: {
			events: ['CrmEventTaskAdded', 'ContactAdded'],
			ignoreOwn: true,
			output: 'simplified',
		},
		registered: ({ store }) =>
			[...store.subscriptions.values()].map(({ family, url }) => `${family} ${url}`),
	},
	ivvyPollingTrigger: { vendor: 'ivvy', parameters: { record: 'task', event: 'both' } },
	leadSquaredTrigger: {
		vendor: 'leadSquared',
		parameters: {
			events: ['2', '7'],
			activityTypes: { values: [{ id: byId('201') }, { id: byId('202') }] },
			output: 'simplified',
		},
		registered: ({ store }) =>
			[...store.webhooks.values()].map(
				({ WebhookEvent, ActivityEvent, URL }) => `${WebhookEvent} ${ActivityEvent} ${URL}`,
			),
	},
	leadSquaredPollingTrigger: {
		vendor: 'leadSquared',
		parameters: { event: 'both', activityType: byId('201'), output: 'simplified' },
	},
};

/**
 * Triggers have no time-out to set, and wait a minute for an answer; nor can n8n's Retry On Fail
 * be switched on for them.
 */
const OF_TRIGGERS = FAULTS.filter(
	({ make, stalls, retryOnFail, lasts }) => make !== undefined && !stalls && !retryOnFail && !lasts,
).flatMap((fault) =>
	(fault.variants ?? [{}]).map((variant) => ({
		...fault,
		variant,
		name: [fault.name, variant.name].filter((name) => name !== undefined).join(': '),
	})),
);

const open = [];
afterAll(async () => await Promise.all(open.map((fake) => fake.close())));

async function started(name) {
	const { vendor, parameters, options } = TRIGGERS[name];
	const { fake, base, secrets } = await fakeFor(vendor, { ...wordsOf(vendor).options, ...options });
	open.push(fake);
	const credentials = structuredClone(base.credentials);
	const trigger = await triggerOf({
		...base,
		fixed: { ...base.fixed },
		credentials,
		node: name,
		parameters,
	});
	const tokens = () =>
		[credentials.oauthTokenData?.access_token, credentials.oauthTokenData?.refresh_token].filter(
			(token) => token !== undefined,
		);
	return { fake, trigger, secrets: () => [...secrets, ...tokens()] };
}

/** What n8n does when a workflow is activated, or the next poll. @returns the error, if any */
async function activated({ trigger }, name) {
	try {
		if (TRIGGERS[name].registered === undefined) await trigger.poll();
		else if (!(await trigger.exists())) await trigger.create();
		return undefined;
	} catch (error) {
		return error;
	}
}

function arrange({ fake, secrets }, fault, call, vendor) {
	const words = wordsOf(vendor);
	const [kind, details] = fault.make(words, echoOf(secrets()), fake, fault.variant);
	fake.fault(kind, { ...details, match: () => fake.calls.length === call });
	if (fault.meaning === 'auth' && words.isDisambiguation !== undefined)
		fake.fault(kind, { ...details, match: words.isDisambiguation });
}

const BUILT = Object.values(NODES)
	.map(({ make }) => make().description)
	.filter(({ group }) => group.includes('trigger'))
	.map(({ name }) => name);

it('has every trigger of the package in the list', () => {
	expect(BUILT.filter((name) => TRIGGERS[name] === undefined)).toEqual([]);
});

it.concurrent.each(BUILT.filter((name) => TRIGGERS[name] !== undefined))(
	'%s shows no secret and registers nothing twice, whichever call fails',
	async (name) => {
		const whole = await started(name);
		expect(await activated(whole, name)).toBeUndefined();
		const wanted = TRIGGERS[name].registered?.(whole.fake.vendor).length;
		const cells = OF_TRIGGERS.flatMap((fault) =>
			whole.fake.calls.map((_, index) => ({ fault, call: index + 1 })),
		);
		const problems = await Promise.all(
			cells.map(async (cell) => await problemsOf(name, cell, wanted)),
		);
		expect(problems.flat()).toEqual([]);
	},
	120_000,
);

/** One call fails in one way, and n8n tries once more, as it does for a workflow that is active. */
async function problemsOf(name, { fault, call }, wanted) {
	const one = await started(name);
	arrange(one, fault, call, TRIGGERS[name].vendor);
	const error = await activated(one, name);
	const half =
		error === undefined || TRIGGERS[name].ends === 'later'
			? []
			: (TRIGGERS[name].registered?.(one.fake.vendor) ?? []);
	const again = error === undefined ? undefined : await activated(one, name);
	const registered = TRIGGERS[name].registered?.(one.fake.vendor) ?? [];
	const address = TRIGGERS[name].registered === undefined ? '' : one.trigger.url();
	const told = [
		safeJson(error),
		error?.message,
		error?.description,
		safeJson(one.trigger.staticData()),
		address,
		registered.join(' '),
		wholeLog(),
	].join('\n');
	return [
		...(half.length === 0 ? [] : [`left half a subscription: ${half.join(', ')}`]),
		...(again === undefined ? [] : [`does not work afterwards: ${again.message}`]),
		...(new Set(registered).size === registered.length
			? []
			: [`registered twice: ${registered.join(', ')}`]),
		...(wanted === undefined || new Set(registered).size === wanted
			? []
			: [`registered: ${registered.join(', ')}`]),
		...searcher(one.secrets())(told).map((form) => `shows a secret: ${form}`),
	].map((problem) => `${fault.name}, call ${call}: ${problem}`);
}

it.concurrent.each(Object.keys(TRIGGERS).filter((name) => TRIGGERS[name].registered !== undefined))(
	'%s ends all that it registered, whichever call fails when it is deactivated',
	async (name) => {
		const calls = await callsOf(name);
		const cells = OF_TRIGGERS.flatMap((fault) =>
			Array.from({ length: calls }, (_, index) => ({ fault, call: index + 1 })),
		);
		const problems = await Promise.all(cells.map(async (cell) => await problemsOfEnd(name, cell)));
		expect(problems.flat()).toEqual([]);
	},
	120_000,
);

/** An active workflow whose subscriptions are confirmed, with the calls counted anew. */
async function active(name) {
	const one = await started(name);
	await one.trigger.create();
	for (const subscription of one.fake.vendor.store.subscriptions?.values() ?? [])
		subscription.confirmed = true;
	one.fake.calls.length = 0;
	return one;
}

async function callsOf(name) {
	const { fake, trigger } = await active(name);
	await trigger.remove();
	return fake.calls.length;
}

async function ended({ trigger }) {
	try {
		await trigger.remove();
		return undefined;
	} catch (error) {
		return error;
	}
}

/** One call fails in one way, and n8n tries once more, as with the next deactivation. */
async function problemsOfEnd(name, { fault, call }) {
	const one = await active(name);
	arrange(one, fault, call, TRIGGERS[name].vendor);
	const error = await ended(one);
	const left = TRIGGERS[name].registered(one.fake.vendor);
	const again = error === undefined ? undefined : await ended(one);
	const after = TRIGGERS[name].registered(one.fake.vendor);
	const told = [
		safeJson(error),
		error?.message,
		error?.description,
		safeJson(one.trigger.staticData()),
		wholeLog(),
	].join('\n');
	return [
		...(error === undefined && left.length > 0 ? [`said nothing of: ${left.join(', ')}`] : []),
		...(again === undefined ? [] : [`does not end afterwards: ${again.message}`]),
		...(after.length === 0 ? [] : [`left: ${after.join(', ')}`]),
		...searcher(one.secrets())(told).map((form) => `shows a secret: ${form}`),
	].map((problem) => `${fault.name}, call ${call}: ${problem}`);
}
