import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { parsedUrl } from '../http/urls';
import { asRows, asText } from '../text/unknownJson';

/** What a vendor delivers, and where to. */
export interface Registration {
	/** The vendor's own ID for it. One that has none is told by what it is about and where it goes. */
	readonly id: string;
	/** What is delivered, in the words of the trigger; empty where the vendor's list does not say. */
	readonly subject: string;
	readonly url: string;
	/** Switched off at the vendor: it is there and delivers nothing. */
	readonly off?: boolean;
}

/** What a vendor can do. All of it throws NodeApiError. */
export interface Registry {
	/**
	 * Everything that is registered with the account, no matter by whom. Left out where the vendor
	 * lists nothing: then what is remembered counts.
	 */
	readonly list?: () => Promise<Registration[]>;
	/** @returns the vendor's ID of it */
	readonly register: (subject: string, url: string) => Promise<string>;
	/** Ends one. What is not there any more is ended; where the vendor lists, that is looked at here. */
	readonly remove: (registration: Registration) => Promise<void>;
}

/*
 * The one contract for subscriptions. What is at the node's own address belongs to the node, as each
 * address holds an ID of its own. What is at another address belongs to it only if the node has
 * registered it and the address is its own under another host, as after a move. A copied workflow
 * brings the memory of the first one along, whose registrations must stay.
 */

/** Whether what is wanted is registered for the present address, and nothing else of ours anywhere. */
export async function isSubscribed(
	context: IHookFunctions,
	registry: Registry,
	wanted: readonly string[],
): Promise<boolean> {
	const { missing, unwanted } = compared(context, wanted, await listed(context, registry));
	return missing.length === 0 && unwanted.length === 0;
}

/**
 * Ends what is not wanted any more and registers what is missing. Fails as a whole: what was made is
 * taken back, even if the vendor's answer was lost, and the first error is the one that is thrown.
 */
export async function subscribe(
	context: IHookFunctions,
	registry: Registry,
	wanted: readonly string[],
): Promise<void> {
	const url = webhookUrlOf(context);
	const before = await listed(context, registry);
	const { kept, missing, unwanted } = compared(context, wanted, before);
	const left: Registration[] = [];
	for (const one of unwanted) {
		const problem = await problemOf(async () => await end(registry, one));
		if (problem === undefined) continue;
		// Triggers ignore what they did not choose, so it does no harm; the next activation tries again.
		context.logger.warn(`An unused subscription could not be ended: ${problem.message}`);
		left.push(one);
	}
	remember(context, [...kept, ...left]);
	const made: Registration[] = [];
	for (const subject of missing) {
		const problem = await problemOf(async () => {
			made.push({ id: await registry.register(subject, url), subject, url });
		});
		if (problem === undefined) continue;
		const there = await quietly(registry);
		// It was there already, or the answer was lost.
		const found = there?.find(
			(one) => one.subject === subject && isSame(one.url, url) && one.off !== true,
		);
		if (found === undefined) {
			await takeBack(registry, { before, there, made, failed: { id: '', subject, url } });
			throw problem;
		}
		made.push(found);
	}
	remember(context, [...kept, ...left, ...made]);
}

/** Ends everything of this node. What could not be ended stays remembered; the first reason is thrown. */
export async function unsubscribe(context: IHookFunctions, registry: Registry): Promise<void> {
	const { unwanted } = compared(context, [], await listed(context, registry));
	const problems: Error[] = [];
	const left: Registration[] = [];
	for (const one of unwanted) {
		const problem = await problemOf(async () => await end(registry, one));
		if (problem === undefined) continue;
		problems.push(problem);
		left.push(one);
	}
	remember(context, left);
	if (problems.length > 0) throw problems[0];
}

/** What this node has registered, as it remembers: at its address, whatever the host was then. */
export function rememberedOf(context: IHookFunctions | IWebhookFunctions): Registration[] {
	const all = asRows(context.getWorkflowStaticData('node').registered).map(
		({ id, subject, url }) => ({ id: asText(id), subject: asText(subject), url: asText(url) }),
	);
	return all.filter(({ url }) => isOwn(context, url));
}

function remember(context: IHookFunctions, registrations: readonly Registration[]): void {
	const known = context.getWorkflowStaticData('node');
	delete known.registered;
	if (registrations.length === 0) return;
	known.registered = registrations.map(({ id, subject, url }): IDataObject => ({
		id,
		subject,
		url,
	}));
}

/** The vendor's list, completed by the memory where the vendor says less. */
async function listed(context: IHookFunctions, registry: Registry): Promise<Registration[]> {
	const remembered = rememberedOf(context);
	if (registry.list === undefined) return remembered;
	return (await registry.list()).map((one) => {
		const known = remembered.find(({ id }) => id === one.id);
		return {
			...one,
			subject: one.subject || (known?.subject ?? ''),
			url: one.url || (known?.url ?? ''),
		};
	});
}

interface Compared {
	/** Wanted, at the present address, and switched on; one for each subject. */
	readonly kept: readonly Registration[];
	readonly missing: readonly string[];
	/** Of this node and not wanted: another subject, switched off, a double, or at an earlier address. */
	readonly unwanted: readonly Registration[];
}

function compared(
	context: IHookFunctions,
	wanted: readonly string[],
	there: readonly Registration[],
): Compared {
	const url = webhookUrlOf(context);
	const remembered = rememberedOf(context);
	const isOurs = (one: Registration) =>
		isSame(one.url, url) || (isOwn(context, one.url) && remembered.some(({ id }) => id === one.id));
	const kept: Registration[] = [];
	const unwanted: Registration[] = [];
	for (const one of there.filter(isOurs)) {
		const isKept =
			isSame(one.url, url) &&
			one.off !== true &&
			wanted.includes(one.subject) &&
			!kept.some(({ subject }) => subject === one.subject);
		(isKept ? kept : unwanted).push(one);
	}
	return {
		kept,
		unwanted,
		missing: [...new Set(wanted)].filter((subject) => !kept.some((one) => one.subject === subject)),
	};
}

function webhookUrlOf(context: IHookFunctions | IWebhookFunctions): string {
	return context.getNodeWebhookUrl('default') ?? '';
}

/** Vendors may write a URL in their own way. */
function isSame(a: string, b: string): boolean {
	return (parsedUrl(a)?.href ?? a) === (parsedUrl(b)?.href ?? b);
}

/** Whether a URL leads to this node, under the present host or another one. */
function isOwn(context: IHookFunctions | IWebhookFunctions, url: string): boolean {
	const present = webhookUrlOf(context);
	const own = tailOf(context, present);
	return isSame(url, present) || (own !== '' && tailOf(context, url) === own);
}

/** A URL ends with the ID of the webhook, or of the workflow for nodes that have none. */
function tailOf(context: IHookFunctions | IWebhookFunctions, url: string): string {
	const path = parsedUrl(url)?.pathname ?? '';
	const from = path.lastIndexOf(`/${context.getNode().webhookId ?? context.getWorkflow().id}/`);
	return from < 0 ? '' : path.slice(from);
}

/** Ends one. A refusal counts only while it is there: somebody else may have been faster. */
async function end(registry: Registry, one: Registration): Promise<void> {
	const problem = await problemOf(async () => await registry.remove(one));
	if (problem === undefined) return;
	const there = await quietly(registry);
	if (there === undefined || there.some(({ id }) => id === one.id)) throw problem;
}

interface Half {
	readonly before: readonly Registration[];
	/** The vendor's list after the failure, where there is one. */
	readonly there: readonly Registration[] | undefined;
	readonly made: readonly Registration[];
	/** May have been made all the same. */
	readonly failed: Registration;
}

/** Ends what is at our address and was not there before; where the vendor lists nothing, all that was tried. */
async function takeBack(registry: Registry, { before, there, made, failed }: Half): Promise<void> {
	const news = there?.filter(
		(one) => isSame(one.url, failed.url) && !before.some(({ id }) => id === one.id),
	);
	for (const one of news ?? (registry.list === undefined ? [...made, failed] : made))
		await problemOf(async () => await registry.remove(one));
}

/** The vendor's list, where it has one and gives it. */
async function quietly({ list }: Registry): Promise<Registration[] | undefined> {
	let there: Registration[] | undefined;
	if (list !== undefined)
		await problemOf(async () => {
			there = await list();
		});
	return there;
}

/** What went wrong, as a value. */
async function problemOf(step: () => Promise<void>): Promise<Error | undefined> {
	try {
		await step();
		return undefined;
	} catch (cause) {
		return cause instanceof Error ? cause : new Error(String(cause));
	}
}
