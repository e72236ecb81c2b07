'use strict';

/** The IDs of the records that a fake has stored, one for each write. */
const idsWritten = (fake) => fake.vendor.writes.map(({ id }) => id);

module.exports = { idsWritten };
