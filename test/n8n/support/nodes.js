'use strict';
/** Our nodes as n8n knows them. */
const PACKAGE = 'n8n-nodes-crm-activities';

/** node -> its credential type */
const CREDENTIALS = {
	bitrix24: 'bitrix24WebhookApi',
	deskera: 'deskeraApi',
	ivvy: 'ivvyApi',
	leadSquared: 'leadSquaredApi',
};
const NODES = Object.keys(CREDENTIALS);
const TRIGGERS = [
	'bitrix24Trigger',
	'deskeraTrigger',
	'ivvyPollingTrigger',
	'ivvyTrigger',
	'leadSquaredPollingTrigger',
	'leadSquaredTrigger',
];

const typeOf = (node) => `${PACKAGE}.${node}`;

/** The credential of a node that setup.mjs imported: { id, name, type, data } */
const credentialOf = (node) =>
	realN8n.vendors.credentials.find(({ type }) => type === CREDENTIALS[node]);

/** What a node in a workflow says about its credential. */
function referenceTo({ id, name, type }) {
	return { [type]: { id, name } };
}

module.exports = { PACKAGE, CREDENTIALS, NODES, TRIGGERS, typeOf, credentialOf, referenceTo };
