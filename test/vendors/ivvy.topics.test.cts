import { there } from '../support/there.cts';
import type { Options } from './ivvy.behavior.cts';
import { account, type Told } from './ivvy.client.cts';

const URL_A = 'https://n8n.example/webhook/a';
const URL_B = 'https://n8n.example/webhook/b';
const CRM =
	'arn:aws:sns:ap-southeast-2:123456789012:iVvy_Account_14_d4959ffe27f4a760733babdf1fa7fbbd354d4f62_NotifCrm';

const fake = account();
const { option } = fake;

interface Subscribed extends Told {
	readonly crmSuccess: boolean;
}
interface Unsubscribed extends Told {
	readonly crmResult: number;
}

const subscribe = async (input: object) =>
	await fake.call<Subscribed>('account.subscribeToNotifications', input);
const unsubscribe = async (input: object) =>
	(await fake.call<Unsubscribed>('account.unsubscribeFromNotifications', input)).body;
const kept = () => [...fake.vendor.store.subscriptions.values()];
const confirmed = () => {
	const { envelope } = fake.vendor.deliver('SubscriptionConfirmation', 'crm');
	fake.vendor.visit(there(envelope.SubscribeURL));
};

describe('ivvy subscriptions', () => {
	it('answer by family, and are kept unconfirmed', async () => {
		expect((await subscribe({ crmEndpoint: URL_A })).body).toEqual({
			eventsSuccess: false,
			eventsTopicId: null,
			venuesSuccess: false,
			venuesTopicId: null,
			paymentsSuccess: false,
			paymentsTopicId: null,
			crmSuccess: true,
			crmTopicId: CRM,
			contactsSuccess: false,
			contactsTopicId: null,
			companiesSuccess: false,
			companiesTopicId: null,
		});
		expect((await subscribe({ crmEndpoint: URL_A, ariEndpoint: URL_B })).body).toMatchObject({
			crmTopicId: CRM,
			ariSuccess: true,
		});
		expect(kept()).toMatchObject([
			{ family: 'crm', topic: CRM, url: URL_A, confirmed: false, visits: 0 },
			{ family: 'ari' },
		]);
		expect(fake.vendor.writes).toEqual([
			{ operation: 'subscribeToNotifications', id: kept()[0]?.id, fields: { crmEndpoint: URL_A } },
			{ operation: 'subscribeToNotifications', id: kept()[1]?.id, fields: { ariEndpoint: URL_B } },
		]);
	});

	it('are confirmed by a visit of their SubscribeURL, which is counted', async () => {
		await subscribe({ crmEndpoint: URL_A });
		const { envelope, url, due } = fake.vendor.deliver('SubscriptionConfirmation', 'crmEndpoint');
		const address = there(envelope.SubscribeURL);
		expect([url, due]).toEqual([URL_A, true]);
		expect(fake.vendor.deliver('CrmEventTaskAdded', 10001).due).toBe(false);
		expect(fake.vendor.visit(address)).toMatchObject({
			status: 200,
			body: expect.stringContaining(there(kept()[0]).id),
		});
		const { pathname, search } = new URL(address);
		expect((await fetch(fake.url + pathname + search)).status).toBe(200);
		expect(kept()[0]).toMatchObject({ confirmed: true, visits: 2 });
		expect(fake.vendor.deliver('CrmEventTaskAdded', 10001).due).toBe(true);
		expect(fake.vendor.visit(address.replace('Token=', 'Token=0')).status).toBe(404);
		expect(fake.vendor.visit(address.replace('https://sns.', 'https://sms.')).status).toBe(404);
		expect(fake.vendor.visits).toHaveLength(4);
	});

	it('end by the same body, each refusal with its number', async () => {
		expect(await unsubscribe({ crmEndpoint: URL_A })).toEqual({
			eventsResult: 2,
			venuesResult: 2,
			paymentsResult: 2,
			crmResult: 4,
			contactsResult: 2,
			companiesResult: 2,
		});
		await subscribe({ crmEndpoint: URL_A });
		expect((await unsubscribe({ crmEndpoint: URL_A })).crmResult).toBe(6);
		confirmed();
		expect((await unsubscribe({ crmEndpoint: URL_B })).crmResult).toBe(4);
		there(kept()[0]).key = 'other';
		expect((await unsubscribe({ crmEndpoint: URL_A })).crmResult).toBe(5);
		there(kept()[0]).key = fake.vendor.credentials.key;
		option('brokenEndpoints', ['crm']);
		expect((await unsubscribe({ crmEndpoint: URL_A })).crmResult).toBe(3);
		expect((await subscribe({ crmEndpoint: URL_B })).body).toMatchObject({
			crmSuccess: false,
			crmTopicId: null,
		});
		option('brokenEndpoints', []);
		expect((await unsubscribe({ crmEndpoint: URL_A })).crmResult).toBe(1);
		expect(kept()).toEqual([]);
		expect(fake.vendor.writes.map(({ operation }) => operation)).toEqual([
			'subscribeToNotifications',
			'unsubscribeFromNotifications',
		]);
	});

	it('end by a visit of the UnsubscribeURL too', async () => {
		await subscribe({ crmEndpoint: URL_A });
		confirmed();
		const { envelope } = fake.vendor.deliver('CrmEventTaskDeleted', 10001);
		expect(fake.vendor.visit(there(envelope.UnsubscribeURL)).status).toBe(200);
		expect(kept()).toEqual([]);
	});

	it('need a key of the primary user or of nobody', async () => {
		option('keyOwner', 'other');
		expect(await subscribe({ crmEndpoint: URL_A })).toMatchObject({
			status: 403,
			body: { errorCode: 403 },
		});
		expect(await unsubscribe({ crmEndpoint: URL_A })).toMatchObject({ errorCode: 403 });
		option('keyOwner', 'none');
		expect((await subscribe({ crmEndpoint: URL_A })).body.crmSuccess).toBe(true);
	});

	it('take known keys and https addresses', async () => {
		const wrong = async (input: object) => (await subscribe(input)).body.specificCode;
		expect(await wrong({ tasksEndpoint: URL_A })).toBe(23016);
		expect(await wrong({ crmEndpoint: 7 })).toBe(23016);
		expect(await wrong({ crmEndpoint: 'http://localhost:5678/webhook/a' })).toBe(23016);
		option('addresses', 'any');
		expect(
			(await subscribe({ crmEndpoint: 'http://localhost:5678/webhook/a' })).body.crmSuccess,
		).toBe(true);
	});

	it('of two addresses for one key: an option', async () => {
		const urls = async (how: Options['secondAddress']) => {
			fake.reset();
			option('secondAddress', how);
			await subscribe({ crmEndpoint: URL_A });
			const { crmSuccess } = (await subscribe({ crmEndpoint: URL_B })).body;
			return [crmSuccess, ...kept().map(({ url }) => url)];
		};
		expect(await urls('both')).toEqual([true, URL_A, URL_B]);
		expect(await urls('replaces')).toEqual([true, URL_B]);
		expect(await urls('fails')).toEqual([false, URL_A]);
	});

	it('that were not asked for are told or not: an option', async () => {
		await subscribe({ crmEndpoint: URL_A });
		expect((await subscribe({ contactsEndpoint: URL_A })).body).toMatchObject({
			crmSuccess: false,
			crmTopicId: null,
			contactsSuccess: true,
		});
		option('subscribeAnswer', 'all');
		expect((await subscribe({})).body).toMatchObject({
			crmSuccess: true,
			crmTopicId: CRM,
			contactsSuccess: true,
			companiesSuccess: false,
		});
	});
});
