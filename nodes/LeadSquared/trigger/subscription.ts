import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { anId, NAME } from '../../shared/http/proof';
import { asNumber, asObject, asRows, asText, defined } from '../../shared/text/unknownJson';
import { callOnce, runSteps } from '../../shared/trigger/callsWithoutItems';
import { rememberedOf, type Registry } from '../../shared/trigger/subscription';
import { aPage, SUCCESS_OR_NOTHING } from '../answerProofs';
import { get, leadSquared, search, write } from '../vendor';
import { SECRET_HEADER, EVENT_HEADER } from './events';

/** The account's webhooks. The keys must belong to an administrator (docs/contracts/leadsquared.md section 7.1). */
export function webhooks(context: IHookFunctions): Registry {
	const send = async (spec: RequestSpec): Promise<unknown> =>
		await callOnce(context, leadSquared, spec);
	const known = context.getWorkflowStaticData('node');
	let secret = '';
	return {
		list: async () =>
			(await runSteps(context, leadSquared, allWebhooks())).map(
				({ WebhookId, URL, StatusCode }) => ({
					id: asText(WebhookId),
					// The list names events in its own way; without our memory of it nothing is known of its secret either.
					subject: '',
					url: asText(URL),
					off: (asNumber(StatusCode) ?? ENABLED) !== ENABLED || asText(known.secret) === '',
				}),
			),
		async register(subject, url) {
			// A secret is as old as the webhooks that carry it.
			if (secret === '')
				secret = (rememberedOf(context).length > 0 && asText(known.secret)) || newSecret();
			const id = asText(idIn(await send(created(context, subject, url, secret))));
			known.secret = secret;
			return id;
		},
		// A GET that changes something (section 7.1).
		async remove({ id }) {
			await send({
				...get('/Webhook.svc/Delete', SUCCESS_OR_NOTHING, { webhookId: id }),
				effect: 'write',
			});
		},
	};
}

function newSecret(): string {
	return crypto.randomUUID() + crypto.randomUUID();
}

const ENABLED = 0;
const PAGE = 200;
/** More webhooks than any account has: the vendor gives the same pages over and over. */
const MOST_PAGES = 500;

/**
 * By ID: lists of activities and leads lose rows where they are sorted by anything else (section
 * 2.2), and of webhooks nobody says that they do not. Where sorting by ID is refused, LeadSquared
 * decides.
 */
const STABLE = { ColumnName: 'WebhookId', Direction: '1' };

/** Every webhook of the account, up to an empty page: pages may be short, and totals missing or capped. */
function* allWebhooks(): Generator<RequestSpec, IDataObject[], unknown> {
	const stable = yield { ...pageOf(1, STABLE), optional: true };
	const sorting = stable === undefined ? undefined : STABLE;
	let rows = rowsOf(stable ?? (yield pageOf(1, sorting)));
	const found = new Map<string, IDataObject>();
	for (let page = 2, last = ''; rows.length > 0 && page <= MOST_PAGES; page++) {
		const ids = rows.map(({ WebhookId }) => asText(WebhookId)).join();
		// The same page again: this LeadSquared does not count pages.
		if (ids === last) break;
		last = ids;
		for (const row of rows) found.set(asText(row.WebhookId), row);
		rows = rowsOf(yield pageOf(page, sorting));
	}
	return [...found.values()];
}

function pageOf(page: number, sorting: typeof STABLE | undefined): RequestSpec {
	return search(
		'/Webhook.svc/Retrieve',
		defined({
			Parameter: { Type: 'Webhook' },
			Sorting: sorting,
			Paging: { PageIndex: page, PageSize: PAGE },
		}),
		aPage('Response', 'a list of webhooks'),
	);
}

const rowsOf = (body: unknown): IDataObject[] => asRows(asObject(body).Response);

const idIn = (body: unknown): unknown => asObject(asObject(body).Message).Id;

/** Activity events want the type twice, once as a text of JSON (section 7.1). */
function created(
	context: IHookFunctions,
	subject: string,
	url: string,
	secret: string,
): RequestSpec {
	const [event, type] = subject.split('/');
	const body = defined({
		Description: `n8n: ${context.getWorkflow().name ?? 'workflow'}`.slice(0, 200),
		URL: url,
		Method: 'POST',
		ContentType: 'application/json',
		WebhookEvent: event,
		IsSpecificLandingPage: false,
		NotifyOnFailure: true,
		ActivityEvent: type,
		WebhookProperties:
			type === undefined
				? undefined
				: JSON.stringify({ ActivityEvent: type, ActivityData: '[]', WebPageNames: '[]' }),
		CustomHeaders: [
			{ Key: SECRET_HEADER, Value: secret },
			{ Key: EVENT_HEADER, Value: event },
		],
	});
	return write('/Webhook.svc/Create', body, anId(NAME, idIn, 'the ID of the webhook'));
}
