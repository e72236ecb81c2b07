'use strict';
/** A Bitrix24 Trigger in n8n's own contexts, at a fake portal of its own. */
const { fakeFor } = require('../../support/fakes');
const { triggerOf } = require('../../support/trigger');

const EVENTS = [
	'ONCRMACTIVITYADD',
	'ONCRMACTIVITYUPDATE',
	'ONCRMACTIVITYDELETE',
	'ONTASKUPDATE',
	'ONTASKCOMMENTADD',
	'ONCRMDEALUPDATE',
	'ONCRMTIMELINEITEMACTION',
];
const REFUSED = { status: 403, items: undefined, answeredHere: true };

async function started(name, { app, ...parameters } = {}) {
	const { fake, base } = await fakeFor(name, app === undefined ? {} : { app });
	const setup = {
		...base,
		node: 'bitrix24Trigger',
		parameters: { events: EVENTS, fetchRecord: true, output: 'raw', ...parameters },
	};
	return { fake, setup, trigger: await triggerOf(setup) };
}

module.exports = { EVENTS, REFUSED, started };
