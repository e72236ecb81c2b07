'use strict';
/**
 * What every trigger that registers itself owes its vendor and its user, whichever the vendor: what is registered, at
 * which address, for what; moved, copied, half done, done twice, gone already.
 */
const { fakeFor, byId } = require('../support/fakes');
const { triggerOf } = require('../support/trigger');

const FIRST = 'The first refusal';
const isAction =
	(name) =>
	({ path, query }) =>
		path.endsWith(name) || query.get('action') === name;

/** How each is set to two things to hear of; `second` is the one that is registered last. */
const TRIGGERS = {
	bitrix24Trigger: {
		vendor: 'bitrix24App',
		parameters: { events: ['ONCRMACTIVITYADD', 'ONTASKADD'], fetchRecord: false },
		fewer: { events: ['ONCRMACTIVITYADD'] },
		registered: ({ store }) => store.handlers.map(({ event, handler }) => `${event} ${handler}`),
		at: (url) => [`ONCRMACTIVITYADD ${url}`, `ONTASKADD ${url}`],
		clear: ({ store }) => store.handlers.splice(0),
		register: 'event.bind',
		remove: 'event.unbind',
		isSecond: ({ json }) => json?.event === 'ONTASKADD',
		refusal: { status: 400, body: { error: 'ERROR_CORE', error_description: FIRST } },
		senseless: { result: null },
	},
	leadSquaredTrigger: {
		vendor: 'leadSquared',
		parameters: {
			events: ['2', '7'],
			activityTypes: { values: [{ id: byId('201') }] },
			output: 'simplified',
		},
		fewer: { events: ['2'] },
		registered: ({ store }) =>
			[...store.webhooks.values()].map(({ WebhookEvent, URL }) => `${WebhookEvent} ${URL}`),
		at: (url) => [`2 ${url}`, `7 ${url}`],
		clear: ({ store }) => store.webhooks.clear(),
		register: 'Webhook.svc/Create',
		remove: 'Webhook.svc/Delete',
		isSecond: ({ json }) => json?.WebhookEvent === '7',
		refusal: {
			status: 500,
			body: { Status: 'Error', ExceptionType: 'MXInvalidInputException', ExceptionMessage: FIRST },
		},
		senseless: { Status: 'Success', Message: {} },
	},
	ivvyTrigger: {
		vendor: 'ivvy',
		options: { addresses: 'any' },
		parameters: {
			events: ['CrmEventTaskAdded', 'ContactAdded'],
			ignoreOwn: true,
			output: 'simplified',
		},
		fewer: { events: ['CrmEventTaskAdded'] },
		registered: ({ store }) =>
			[...store.subscriptions.values()].map(({ family, url }) => `${family} ${url}`),
		at: (url) => [`contacts ${url}`, `crm ${url}`],
		clear: ({ store }) => store.subscriptions.clear(),
		register: 'subscribeToNotifications',
		remove: 'unsubscribeFromNotifications',
		isSecond: ({ json }) => json?.crmEndpoint !== undefined && json.contactsEndpoint === undefined,
		refusal: { status: 400, body: { errorCode: 400, message: FIRST } },
		senseless: { crmSuccess: true },
	},
};

let accounts = 0;
const open = [];
afterEach(async () => await Promise.all(open.splice(0).map((fake) => fake.close())));

describe.each(Object.entries(TRIGGERS))(
	'%s',
	(
		node,
		{
			vendor,
			options,
			parameters,
			fewer,
			registered,
			at,
			clear,
			register,
			remove,
			isSecond,
			refusal,
			senseless,
		},
	) => {
		let fake;
		let setup;
		let trigger;
		const there = () => registered(fake.vendor).sort();
		/** Nothing can be ended at iVvy before Amazon's messages were confirmed; that is another test's matter. */
		const confirm = () => {
			for (const one of fake.vendor.store.subscriptions?.values() ?? []) one.confirmed = true;
		};
		const second = (call) => isAction(register)(call) && isSecond(call);
		const confirmAtOnce = () =>
			fake.fault('rewrite', {
				times: 9,
				match: isAction(register),
				rewrite: (answer) => (confirm(), answer),
			});
		const another = async (more) => await triggerOf({ ...setup, ...more });
		const activate = async (one) => {
			if (!(await one.exists())) await one.create();
			confirm();
		};

		beforeEach(async () => {
			const { fake: started, base } = await fakeFor(vendor, options);
			fake = started;
			open.push(fake);
			setup = { ...base, node, parameters, credentialId: `account${++accounts}` };
			trigger = await another();
		});

		it('registers what it wants, once, however often it is activated, and ends just that', async () => {
			expect(await trigger.exists()).toBe(false);
			await activate(trigger);
			expect(there()).toEqual(at(trigger.url()));
			expect(await trigger.exists()).toBe(true);
			await trigger.create();
			confirm();
			expect(there()).toEqual(at(trigger.url()));
			await trigger.remove();
			expect([there(), await trigger.exists()]).toEqual([[], false]);
			await trigger.remove();
			expect(there()).toEqual([]);
		});

		it('leaves the other nodes of an account alone, theirs and ours', async () => {
			const other = await another({ webhookId: 'other' });
			await activate(trigger);
			await activate(other);
			expect([await trigger.exists(), await other.exists()]).toEqual([true, true]);
			expect(there()).toEqual([...at(trigger.url()), ...at(other.url())].sort());
			await trigger.remove();
			expect([there(), await other.exists()]).toEqual([at(other.url()), true]);
			await other.remove();
			expect(there()).toEqual([]);
		});

		it('moves along when this n8n gets another address', async () => {
			await activate(trigger);
			const moved = await another({
				webhookBaseUrl: 'https://moved.example/n8n/',
				staticData: trigger.staticData(),
			});
			expect(await moved.exists()).toBe(false);
			await activate(moved);
			expect([there(), await moved.exists()]).toEqual([at(moved.url()), true]);
			await moved.remove();
			expect(there()).toEqual([]);
		});

		it('ends what was registered at the address before, when it is deactivated at another', async () => {
			await activate(trigger);
			const moved = await another({
				webhookBaseUrl: 'https://moved.example/',
				staticData: trigger.staticData(),
			});
			await moved.remove();
			expect(there()).toEqual([]);
		});

		it('registers anew although the old address can not be ended, and ends it later', async () => {
			await activate(trigger);
			const moved = await another({
				webhookBaseUrl: 'https://moved.example/',
				staticData: trigger.staticData(),
			});
			fake.fault('answer', { times: 2, match: isAction(remove), answer: refusal });
			await activate(moved);
			expect(there()).toEqual([...at(trigger.url()), ...at(moved.url())].sort());
			await activate(moved);
			expect(there()).toEqual(at(moved.url()));
		});

		it('of a copied workflow takes nothing of the first one for its own', async () => {
			await activate(trigger);
			const copy = await another({ webhookId: 'copy', staticData: trigger.staticData() });
			await copy.remove();
			expect([there(), await trigger.exists()]).toEqual([at(trigger.url()), true]);
			const second = await another({ webhookId: 'copy', staticData: trigger.staticData() });
			expect(await second.exists()).toBe(false);
			await activate(second);
			expect(there()).toEqual([...at(trigger.url()), ...at(second.url())].sort());
			await second.remove();
			expect(there()).toEqual(at(trigger.url()));
		});

		it('leaves alone what points elsewhere by now', async () => {
			await activate(trigger);
			const elsewhere = 'https://elsewhere.example/webhook/somebody/webhook';
			for (const one of [
				...(fake.vendor.store.handlers ?? []),
				...(fake.vendor.store.webhooks?.values() ?? []),
				...(fake.vendor.store.subscriptions?.values() ?? []),
			]) {
				for (const key of ['handler', 'URL', 'url']) if (key in one) one[key] = elsewhere;
			}
			await trigger.remove();
			expect(there()).toEqual(at(elsewhere));
		});

		it('wants exactly what is chosen: what was taken out is ended', async () => {
			await activate(trigger);
			const less = await another({
				parameters: { ...parameters, ...fewer },
				staticData: trigger.staticData(),
			});
			expect(await less.exists()).toBe(false);
			await activate(less);
			expect([there().length, await less.exists()]).toEqual([1, true]);
			await less.remove();
			expect(there()).toEqual([]);
		});

		it('is activated although what was taken out can not be ended, and ends it later', async () => {
			await activate(trigger);
			const less = await another({
				parameters: { ...parameters, ...fewer },
				staticData: trigger.staticData(),
			});
			fake.fault('answer', { match: isAction(remove), answer: refusal });
			await activate(less);
			expect([there(), await less.exists()]).toEqual([at(trigger.url()), false]);
			await activate(less);
			expect([there().length, await less.exists()]).toEqual([1, true]);
		});

		it('is activated and deactivated as ever when the vendor has removed everything', async () => {
			await activate(trigger);
			clear(fake.vendor);
			if (node !== 'ivvyTrigger') expect(await trigger.exists()).toBe(false);
			await trigger.remove();
			await activate(trigger);
			expect(there()).toEqual(at(trigger.url()));
		});

		it.each(['refused', 'answered without what it needs'])(
			'takes back half a subscription when the second is %s',
			async (how) => {
				fake.fault('answer', {
					match: second,
					answer: how === 'refused' ? refusal : { status: 200, body: senseless },
				});
				confirmAtOnce();
				await expect(trigger.create()).rejects.toMatchObject(
					how === 'refused'
						? { message: expect.stringContaining(FIRST) }
						: { message: expect.any(String) },
				);
				expect(there()).toEqual([]);
				expect(await trigger.exists()).toBe(false);
				await activate(trigger);
				expect(there()).toEqual(at(trigger.url()));
			},
		);

		it('shows the first error when taking back fails as well, and clears up with the next activation', async () => {
			fake.fault('answer', { match: second, answer: refusal });
			confirmAtOnce();
			let broken = true;
			fake.fault('answer', {
				times: 99,
				match: (call) => broken && isAction(remove)(call),
				answer: {
					...refusal,
					body: JSON.parse(JSON.stringify(refusal.body).replace(FIRST, 'Another one')),
				},
			});
			await expect(trigger.create()).rejects.toMatchObject({
				message: expect.stringContaining(FIRST),
			});
			expect(there()).toHaveLength(1);
			broken = false;
			const fresh = await another();
			await activate(fresh);
			await activate(fresh);
			expect(there()).toEqual(at(fresh.url()));
		});

		it('takes back what was registered although the answer to it was lost', async () => {
			fake.fault('lost', { match: second });
			confirmAtOnce();
			// Bitrix24's list tells that it is there; the others' answers can't be done without.
			if (node === 'bitrix24Trigger') await trigger.create();
			else await expect(trigger.create()).rejects.toMatchObject({ message: expect.any(String) });
			expect(there().filter((one) => !one.startsWith('crm'))).toEqual(
				node === 'bitrix24Trigger' ? at(trigger.url()) : [],
			);
			await activate(trigger);
			expect(there()).toEqual(at(trigger.url()));
		});

		it('says why it could not end something, after it has ended the rest, and knows it the next time', async () => {
			await activate(trigger);
			fake.fault('answer', { match: isAction(remove), answer: refusal });
			await expect(trigger.remove()).rejects.toMatchObject({
				message: expect.stringContaining(FIRST),
			});
			expect(there()).toHaveLength(1);
			await trigger.remove();
			expect(there()).toEqual([]);
		});
	},
);
