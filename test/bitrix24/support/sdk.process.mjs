/**
 * Bitrix24's own client in a process of its own: it needs ESM packages, which jest on Node 20 can't load. The parent
 * sends `{ action, options }` of an action of REST 2, one after the other, and gets `{ data }` or `{ error }`.
 */
import { ApiVersion, B24Hook } from '@bitrix24/b24jssdk';

const hook = B24Hook.fromWebhookUrl(process.argv[2].replace(/^http:/, 'https:'));
// The client insists on https, and the fake portal stands on loopback without a certificate.
const { interceptors, defaults } = hook.getHttpClient(ApiVersion.v2).ajaxClient;
interceptors.request.use((config) => ({ ...config, url: config.url.replace(/^https:/, 'http:') }));
defaults.proxy = false;

const { v2 } = hook.actions;

const ACTIONS = {
	call: async (options) => answered(await v2.call.make(options)).result,
	callList: async (options) => answered(await v2.callList.make(options)),
	batch: async (options) => answered(await v2.batch.make(options)),
	batchByChunk: async (options) => answered(await v2.batchByChunk.make(options)),
	/** pages, as they came */
	async fetchList(options) {
		const pages = [];
		for await (const page of v2.fetchList.make(options)) pages.push(page);
		return pages;
	},
};

/** What the client read. @throws Error with what it took for errors */
function answered(result) {
	if (!result.isSuccess) throw new Error(result.getErrorMessages().join('; '));
	return result.getData();
}

process.on('message', async ({ action, options }) => {
	try {
		process.send({ data: await ACTIONS[action](options) });
	} catch (error) {
		process.send({ error: error.message });
	}
});
