'use strict';
/**
 * A language model that follows a script, behind the interface that n8n's OpenAI node speaks: it calls each tool it is
 * offered once, in their order, with the arguments written here, and then says what the last one gave.
 */
const http = require('node:http');

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

const NAME = 'scripted-model';

/** @returns {object} the assistant's next message to a conversation */
function nextMessage({ messages, tools = [] }) {
	const results = messages.filter(({ role }) => role === 'tool');
	const step = SCRIPT[results.length];
	const tool =
		step === undefined ? undefined : tools.find(({ function: { name } }) => step.tool.test(name));
	if (tool === undefined)
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

function completion(request) {
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
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

/** The same in the pieces of a stream. */
function pieces(request) {
	const {
		choices: [{ message, finish_reason }],
		...rest
	} = completion(request);
	const delta = {
		...message,
		...(message.tool_calls === undefined
			? {}
			: { tool_calls: message.tool_calls.map((call, index) => ({ index, ...call })) }),
	};
	const chunk = (choice) =>
		`data: ${JSON.stringify({ ...rest, object: 'chat.completion.chunk', choices: [{ index: 0, ...choice }] })}\n\n`;
	return `${chunk({ delta, finish_reason: null })}${chunk({ delta: {}, finish_reason })}data: [DONE]\n\n`;
}

/**
 * @param {{port?: number}} [options]
 * @returns {Promise<{url: string, requests: object[], reset: () => void, close: () =>
 * Promise<void>}>} requests: what was asked, parsed
 */
async function startModel({ port = 0 } = {}) {
	const requests = [];
	const server = http.createServer(async (request, response) => {
		const chunks = [];
		for await (const chunk of request) chunks.push(chunk);
		const answer = (status, type, body) =>
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
		const asked = JSON.parse(Buffer.concat(chunks).toString('utf8'));
		requests.push(asked);
		if (asked.stream === true) return answer(200, 'text/event-stream', pieces(asked));
		return answer(200, 'application/json', JSON.stringify(completion(asked)));
	});
	await new Promise((done) => server.listen(port, '127.0.0.1', done));
	return {
		url: `http://127.0.0.1:${server.address().port}/v1`,
		requests,
		reset: () => void (requests.length = 0),
		close: async () => {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	};
}

module.exports = { startModel, NAME };
