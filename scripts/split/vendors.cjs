'use strict';
/** The vendors, each of which can be a package of its own. */

/**
 * @typedef {object} Vendor
 * @property {string} id how the names of its files begin, in lower case, and what its package's name ends with
 * @property {string} folder below nodes/
 * @property {string} title how the vendor writes itself
 * @property {string} subject what its node is about, for one sentence
 */

/** @type {Vendor[]} */
const VENDORS = [
	{
		id: 'bitrix24',
		folder: 'Bitrix24',
		title: 'Bitrix24',
		subject: 'activities, tasks and custom activities',
	},
	{
		id: 'leadsquared',
		folder: 'LeadSquared',
		title: 'LeadSquared',
		subject: 'activities, custom activities and tasks',
	},
	{ id: 'ivvy', folder: 'Ivvy', title: 'iVvy', subject: 'activities, tasks and notes' },
	{ id: 'deskera', folder: 'Deskera', title: 'Deskera', subject: 'activities' },
];

/** Whether a file or a name belongs to a vendor, read off how it begins. */
const isOf = ({ id }, name) => name.toLowerCase().startsWith(id);

/** The vendors that a text names. */
const namedIn = (text) =>
	VENDORS.filter(({ title }) => new RegExp(`\\b${title}\\b`, 'i').test(text));

/** Those that a text names although it should be about one. */
const othersIn = (text, vendor) => namedIn(text).filter(({ id }) => id !== vendor.id);

module.exports = { VENDORS, isOf, namedIn, othersIn };
