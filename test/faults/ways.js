'use strict';
/** How several items are sent, and how the node goes on after an error. */
module.exports = {
	MODES: ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'],
	ONE_BY_ONE: 'one by one',
	IN_BULK: 'in bulk',
	SIDE_BY_SIDE: 'side by side',
};
