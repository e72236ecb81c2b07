/**
 * A language model that follows a script, behind the interface that n8n's OpenAI node speaks: it calls each tool it is
 * offered once, in their order, with the arguments written here, and then says what the last one gave.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

interface ToolCall {
	readonly id: string;
	readonly type: 'function';
	readonly function: { readonly name: string; readonly arguments: string };
}

interface Message {
	readonly role: string;
	readonly content: string | null;
	readonly tool_calls?: readonly ToolCall[];
}

/** What a conversation is asked to go on with. */
export interface Conversation {
	readonly messages: readonly Message[];
	readonly tools?: ReadonlyArray<{ readonly function: { readonly name: string } }>;
	readonly stream?: boolean;
}

/** tool -> arguments, by the beginning of the tool's name */
const SCRIPT = [
	{
		tool: /^Plan_a_Call/,
		arguments: {
			Name: 'Call Ada about the offer',
			Start: '2026-12-01T09:00:00Z',
			Minutes: 30,
			Contact: 179001,
		},
	},
	{ tool: /^Find_Calls/, arguments: { Contact: 179001 } },
];

export const NAME = 'scripted-model';

/** The assistant's next message to a conversation. */
function nextMessage({ messages, tools = [] }: Conversation): Message {
	const results = messages.filter(({ role }) => role === 'tool');
	const step = SCRIPT[results.length];
	const tool = tools.find(({ function: { name } }) => step?.tool.test(name));
	if (tool === undefined || step === undefined)
		return {
			role: 'assistant',
			content:
				`Done. ${results.length} tools were used; the last one said: ` +
				`${String(results.at(-1)?.content ?? 'nothing').slice(0, 500)}`,
		};
	return {
		role: 'assistant',
		content: null,
		tool_calls: [
			{
				id: `call_${results.length + 1}`,
				type: 'function',
				function: { name: tool.function.name, arguments: JSON.stringify(step.arguments) },
			},
		],
	};
}

function completion(request: Conversation) {
	const message = nextMessage(request);
	return {
		id: 'chatcmpl-1',
		object: 'chat.completion',
		created: 1,
		model: NAME,
		choices: [
			{
				index: 0,
				message,
				finish_reason: message.tool_calls === undefined ? 'stop' : 'tool_calls',
			},
		] as const,
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

/** The same in the pieces of a stream. */
function pieces(request: Conversation): string {
	const { choices, ...rest } = completion(request);
	const [{ message, finish_reason }] = choices;
	const delta = {
		...message,
		...(message.tool_calls === undefined
			? {}
			: { tool_calls: message.tool_calls.map((call, index) => ({ index, ...call })) }),
	};
	const chunk = (choice: object) =>
		`data: ${JSON.stringify({ ...rest, object: 'chat.completion.chunk', choices: [{ index: 0, ...choice }] })}\n\n`;
	return `${chunk({ delta, finish_reason: null })}${chunk({ delta: {}, finish_reason })}data: [DONE]\n\n`;
}

export interface Model {
	readonly url: string;
	/** What was asked, parsed. */
	readonly requests: Conversation[];
	reset(): void;
	close(): Promise<void>;
}

export async function startModel({ port = 0 } = {}): Promise<Model> {
	const requests: Conversation[] = [];
	const server = http.createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const answer = (status: number, type: string, body: string) =>
			response.writeHead(status, { 'content-type': type }).end(body);
		if (request.method === 'GET' && request.url === '/v1/models')
			return answer(
				200,
				'application/json',
				JSON.stringify({ object: 'list', data: [{ id: NAME, object: 'model' }] }),
			);
		if (request.method !== 'POST' || request.url !== '/v1/chat/completions')
			return answer(
				404,
				'application/json',
				JSON.stringify({ error: { message: `no ${request.method} ${request.url}` } }),
			);
		const asked = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Conversation;
		requests.push(asked);
		if (asked.stream === true) return answer(200, 'text/event-stream', pieces(asked));
		return answer(200, 'application/json', JSON.stringify(completion(asked)));
	});
	await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		requests,
		reset: () => void (requests.length = 0),
		close: async () => {
			server.closeAllConnections();
			await new Promise((done) => void server.close(done));
		},
	};
}
