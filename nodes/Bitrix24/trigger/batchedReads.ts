import type { IWebhookFunctions } from 'n8n-workflow';
import type { RequestSpec, Verdict } from '../../shared/contract/call';
import { caller } from '../../shared/http/caller';
import { wait } from '../../shared/http/wait';
import { WITHIN_DELIVERY } from '../../shared/trigger/callsWithoutItems';
import { batch, unpacked } from '../bulk';
import { bitrix24 } from '../vendor';

interface Waiting {
	readonly spec: RequestSpec;
	readonly answered: (verdict: Verdict) => void;
}

/** Reads that wait for company, by the credential they go through. */
const waiting = new Map<string, Waiting[]>();

/**
 * A change of many records sends a call for each of them, all within a moment
 * (docs/contracts/bitrix24.md section 6.3).
 */
const GATHER_MS = 150;

/** Reads a record; deliveries that come in together read theirs in one batch. */
export async function readTogether(
	context: IWebhookFunctions,
	spec: RequestSpec,
): Promise<Verdict> {
	const credential = bitrix24.credentialOf(context.getNode());
	const account = `${credential}/${context.getNode().credentials?.[credential]?.id ?? 'unsaved'}`;
	const others = waiting.get(account) ?? [];
	const mine = new Promise<Verdict>((answered) => {
		others.push({ spec, answered });
	});
	if (others.length === 1) {
		waiting.set(account, others);
		await wait(GATHER_MS, undefined);
		if (waiting.get(account) === others) waiting.delete(account);
		await send(context, others);
	} else if (others.length === batch.most) {
		// Full: the next read starts a new one.
		waiting.delete(account);
	}
	return await mine;
}

async function send(context: IWebhookFunctions, together: readonly Waiting[]): Promise<void> {
	const call = caller(context, bitrix24, WITHIN_DELIVERY);
	const specs = together.map(({ spec }) => spec);
	const verdict = await call(specs.length === 1 ? specs[0] : batch.pack(specs, false));
	const verdicts =
		specs.length === 1 || !verdict.ok ? specs.map(() => verdict) : unpacked(verdict.body, specs);
	for (const [index, { answered }] of together.entries()) answered(verdicts[index]);
}
