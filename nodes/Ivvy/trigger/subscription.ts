import type { IHookFunctions, IWebhookFunctions, NodeApiError } from 'n8n-workflow';
import { caller } from '../../shared/http/caller';
import { toNodeError } from '../../shared/http/nodeErrors';
import { SOME_JSON } from '../../shared/http/proof';
import { asNumber, asObject, asText } from '../../shared/text/unknownJson';
import { rememberedOf, type Registry } from '../../shared/trigger/subscription';
import { action, ivvy } from '../vendor';

/** Results of `unsubscribeFromNotifications`: ended, not there, and not confirmed yet, which ends by itself. */
const ENDED = [1, 4, 6];
const OTHER_KEY = 5;

/**
 * Subscriptions of the account, one for each kind and address. iVvy lists none, so what was subscribed
 * is remembered. The ID of one is Amazon's topic.
 */
export function notifications(context: IHookFunctions): Registry {
	return {
		async register(family, url) {
			const topic = subscribed(context, family, url);
			keepForNow(context, url, topic);
			return await topic;
		},
		async remove({ subject: family, url }) {
			recent.delete(placeOf(context, url));
			const answer = asObject(
				await send(context, 'unsubscribeFromNotifications', { [`${family}Endpoint`]: url }),
			);
			const result = asNumber(answer[`${family}Result`]);
			if (result !== undefined && ENDED.includes(result)) return;
			const advice =
				result === OTHER_KEY
					? 'It must be ended with the API key that subscribed. Pick that credential, or ask iVvy support to end it.'
					: 'Unpublish the workflow again, or ask iVvy support to end it.';
			throw refusal(context, `iVvy did not end the subscription to ${family}`, advice);
		},
	};
}

/** @returns Amazon's topic */
async function subscribed(context: IHookFunctions, family: string, url: string): Promise<string> {
	const answer = asObject(
		await send(context, 'subscribeToNotifications', { [`${family}Endpoint`]: url }),
	);
	const topic = asText(answer[`${family}TopicId`]);
	if (answer[`${family}Success`] === true && topic !== '') return topic;
	throw refusal(
		context,
		`iVvy did not subscribe to ${family}`,
		'Another address may be subscribed already, and the address of this n8n must be a public https address.',
	);
}

/** Amazon's topics that this node has subscribed to. */
export function topicsOf(context: IWebhookFunctions): string[] {
	return rememberedOf(context).map(({ id }) => id);
}

interface Asked {
	readonly at: number;
	/** Empty where the subscription failed. */
	readonly topic: Promise<string>;
}

/**
 * What this process has asked for lately. Amazon wants a confirmation at once, often before n8n has
 * stored what the node remembers.
 */
const recent = new Map<string, Asked[]>();
const RECENT_MS = 600_000;

/** An address and the credential that it was subscribed with. */
function placeOf(context: IHookFunctions | IWebhookFunctions, url: string): string {
	return `${url} ${context.getNode().credentials?.ivvyApi?.id ?? ''}`;
}

function keepForNow(context: IHookFunctions, url: string, topic: Promise<string>): void {
	const now = performance.now();
	for (const [place, asked] of recent)
		if (asked.every(({ at }) => now - at > RECENT_MS)) recent.delete(place);
	const place = placeOf(context, url);
	recent.set(place, [...(recent.get(place) ?? []), { at: now, topic: topic.catch(() => '') }]);
}

/** Topics that this node has asked for, the ones that iVvy has still to answer for included. */
export async function askedTopics(context: IWebhookFunctions): Promise<string[]> {
	const asked = recent.get(placeOf(context, context.getNodeWebhookUrl('default') ?? '')) ?? [];
	const lately = asked.filter(({ at }) => performance.now() - at <= RECENT_MS);
	return [
		...topicsOf(context),
		...(await Promise.all(lately.map(async ({ topic }) => await topic))).filter(
			(topic) => topic !== '',
		),
	];
}

async function send(context: IHookFunctions, name: string, body: object): Promise<unknown> {
	const verdict = await caller(context, ivvy)(action('account', name, body, 'write', SOME_JSON));
	if (verdict.ok) return verdict.body;
	if (verdict.problem.kind !== 'denied')
		throw toNodeError(context.getNode(), verdict.problem, 0, false);
	throw refusal(
		context,
		'This API key may not subscribe to notifications',
		'iVvy allows it to a key of the primary user of the account, or to a key without a ' +
			'user. With any other key use the iVvy Polling Trigger.',
	);
}

function refusal(context: IHookFunctions, title: string, advice: string): NodeApiError {
	return toNodeError(context.getNode(), { kind: 'denied', title, advice }, 0, false);
}
