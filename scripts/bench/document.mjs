/** docs/performance.md: what the last run measured, and how the figures are to be read. */
import { cpus } from 'node:os';
import {
	ANSWER_MS,
	ASSUMED_BUCKET,
	AT_ONCE,
	BATCHES_AT_ONCE,
	BITRIX24_BUCKET,
	COMMAND_MS,
	LEADSQUARED_PLANS,
	LEADSQUARED_SECONDS,
} from './conditions.mjs';

const { olderEnterprise, pro, super: superPlan } = LEADSQUARED_PLANS;
const times = Object.entries(ANSWER_MS)
	.map(([vendor, milliseconds]) => `${vendor} ${milliseconds} ms`)
	.join(', ');

const contestants = `
- (a) a bare node that awaits \`httpRequestWithAuthentication\` item by item
- (b) n8n's HTTP Request node; under a limit with its own Batching, set so that it is as fast as it can be without being
  refused; addresses and headers stand ready in its items
- (c) a loop without n8n, ${AT_ONCE} requests at once over kept connections; under a limit it starts each as early as the
  limit lets it
- (d) Bitrix24's own client, @bitrix24/b24jssdk, with its default limits of a standard plan. Its helpers send one request
  after another; where it says *batches at once*, a program around it has ${AT_ONCE} of them under way
`.trim();

const howPhysical = `
## How to read the figures

Answers take as long as the vendors' are assumed to take: ${times}, and at Bitrix24 ${COMMAND_MS} ms more for each command of a
batch. No vendor publishes such times; with other ones all contestants get slower or faster alike. What is measured at
0 ms shows what n8n and the package add, and nothing of what a user would see.

*Physical* is the time that limits and answers alone would take, with nothing in between. It is computed
(\`scripts/bench/physical.mjs\`), not measured:

- As many requests are under way as the node may have: ${AT_ONCE} (the option for requests at once, as it is set), at
  Bitrix24 ${BATCHES_AT_ONCE} batches, which is what the bucket of a standard plan holds. A request starts when one of them
  has its answer and the limit lets it start.
- A window of n calls in ${LEADSQUARED_SECONDS} s (LeadSquared): the k-th call starts at ⌊(k − 1) ÷ n⌋ × ${LEADSQUARED_SECONDS} s
  at the earliest. The plans are those of contract 2.3: ${olderEnterprise.bulkCalls} bulk call in ${LEADSQUARED_SECONDS} s (${olderEnterprise.calls} ordinary ones),
  ${pro.bulkCalls} (${pro.calls}), ${superPlan.bulkCalls} (${superPlan.calls}).
- A bucket (Bitrix24, standard plan: ${BITRIX24_BUCKET.burst}, ${BITRIX24_BUCKET.perSecond} a second; contract 5.1): the first
  ${BITRIX24_BUCKET.burst} start at once, then each as soon as there is room.
- iVvy and Deskera publish no limit. Where two processes share an account theirs is assumed to be a bucket of
  ${ASSUMED_BUCKET.burst} that drains ${ASSUMED_BUCKET.perSecond} a second, of which the node knows nothing beforehand.
- The time ends with the last answer.

Two processes may have twice as many requests under way. Refused calls are part of the calls.

Growth, t(100,000) ÷ t(10,000), is that of the node's own processor time: the fakes look through all their records for each
page, which no vendor's database does, and the waiting for a limit is measured by other bars.

The polls run in real time, with the real limits of the fake; at iVvy and Deskera, whose pages hold a hundred rows, over
20,000 changes instead of 200,000. The seed says which of them were abandoned, and when a worker
was killed (\`--seed\`).
`.trim();

/** @param {string[]} parts the measurements as Markdown */
export function performanceDocument(parts) {
	return `# Performance

The last run of \`npm run bench\`: Node ${process.version}, ${cpus().length} cores,
${new Date().toISOString().slice(0, 10)}. Nodes run in n8n's own engine (n8n-core), each contestant and the
fake vendor in a process of its own. Memory is the most that was resident (RSS) in the contestant's process,
n8n included.

${contestants}

${howPhysical}

${parts.join('\n\n')}
`;
}
