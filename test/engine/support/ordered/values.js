'use strict';
/** What the writes of all vendors say of their items, and how a fake is asked what it has stored. */
const { byId } = require('../../../support/fakes');

const VALUE = '={{ $json.value }}';
const ID = byId('={{ $json.id }}');
const HOURS = [9, 10, 11].map((hour) => `2026-12-01T${String(hour).padStart(2, '0')}:00:00+01:00`);
const utcHour = (text) => new Date(text).getUTCHours();

/** @returns what the record with an ID has under a name */
const inStore = (table, name) => (fake, id) => fake.vendor.store[table].get(id)[name];
/** What is kept for an External ID; more than one record is a fault of its own. */
const only = (list) => (list.length === 1 ? list[0] : list);

module.exports = { HOURS, ID, VALUE, inStore, only, utcHour };
