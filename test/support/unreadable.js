'use strict';

/**
 * The same credential, which n8n can't read while that is so.
 * @param {object} credentials
 * @param {() => boolean} isDown
 */
function unreadable(credentials, isDown) {
	return Object.defineProperty({ ...credentials }, 'note', {
		enumerable: true,
		get() {
			if (isDown()) throw new Error('The database is locked');
			return '';
		},
	});
}

module.exports = { unreadable };
