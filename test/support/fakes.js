'use strict';
/** The fake vendors, each with the credential a user would have typed for it. */
const { startFake } = require('../vendors/server');
const { filesOf } = require('./separable');

const VENDORS = filesOf('fakes');

/**
 * Starts the fake of a node's vendor.
 * @param {string} name such as 'ivvy'
 * @param {object} [vendor] one that was made before, at an address of its own from now on
 * @returns the fake, and `base`: what runNode and lookUp need to use it
 */
async function fakeFor(name, options = {}, server = {}, vendor = VENDORS[name].make(options)) {
	const { node = name, fixed, credential, credentials, secrets } = VENDORS[name];
	const fake = await startFake(vendor, server);
	return {
		fake,
		base: { node, fixed, credential, credentials: credentials(fake) },
		secrets: secrets(fake),
	};
}

const byId = (value) => ({ __rl: true, mode: 'id', value });

module.exports = { fakeFor, byId, VENDORS };
