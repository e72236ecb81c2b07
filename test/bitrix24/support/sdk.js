'use strict';
/** Bitrix24's own client (@bitrix24/b24jssdk) at the fake portal; see sdk.process.mjs. */
const { fork } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');

/**
 * Starts the client with the webhook of a fake portal.
 * @param {{url: string, vendor: {credentials: {webhookPath: string}}}} fake
 * @returns ask(action, options): what the client read; actions and options are those of `b24.actions.v2`. And close().
 */
function startSdk(fake) {
	const child = fork(
		path.join(__dirname, 'sdk.process.mjs'),
		[fake.url + fake.vendor.credentials.webhookPath],
		{ execArgv: [] },
	);
	const ended = once(child, 'exit').then(([code]) => ({
		error: `the client ended with code ${code}`,
	}));
	return {
		async ask(action, options) {
			const answer = Promise.race([once(child, 'message').then(([message]) => message), ended]);
			child.send({ action, options });
			const { data, error } = await answer;
			if (error !== undefined) throw new Error(error);
			return data;
		},
		async close() {
			child.disconnect();
			await ended;
		},
	};
}

module.exports = { startSdk };
