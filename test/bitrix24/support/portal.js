'use strict';
/** A fake portal for tests in TypeScript, and runs of the node and the trigger on it. */
const { runNode } = require('../../support/engine');
const { fakeFor } = require('../../support/fakes');
const { triggerOf } = require('../../support/trigger');

/**
 * @typedef {Record<string, any>} Json
 * @typedef {{ method: string, id: number, fields: Json }} Write
 * @typedef {{ store: Json, writes: Write[], fixed: Json, deliver: (event: string, data: unknown) => Json }} Vendor
 * @typedef {{ calls: Array<{ path: string, json: Json }>, vendor: Vendor, reset(): void, close(): Promise<void> }} Fake
 * @typedef {{ output: Array<{ json: Json }>, error?: { message: string, description?: string } }} Ran
 * @typedef {{ create(): Promise<unknown>, deliver(delivery: Json): Promise<{ items: Array<{ json: Json }> }> }} Trigger
 */

/**
 * @param {'bitrix24' | 'bitrix24App'} name
 * @returns {Promise<{ fake: Fake, run: (parameters: Json, items?: object[]) => Promise<Ran>, trigger: (parameters:
 * Json) => Promise<Trigger> }>}
 */
async function portal(name) {
	const { fake, base } = await fakeFor(name);
	return {
		fake,
		run: (parameters, items) =>
			runNode({ ...base, parameters: { options: {}, ...parameters }, ...(items && { items }) }),
		trigger: (parameters) => triggerOf({ ...base, node: 'bitrix24Trigger', parameters }),
	};
}

module.exports = { portal };
