'use strict';
/** Writes that items about one record make one after another. */
const bitrix24 = require('./bitrix24');
const deskera = require('./deskera');
const ivvy = require('./ivvy');
const leadSquared = require('./leadSquared');

const TEXTS = ['first', 'second', 'third'];

/**
 * Every write that has a record. `like`: the operation in test/support/operations/ whose parameters it takes;
 * `write`: how its request is known; `records`: two of them; `values`: what the items of a record write, one after
 * the other, `wanted` what is stored of the last; `bulk`: whether it can batch.
 */
const WRITES = [...bitrix24.WRITES, ...leadSquared.WRITES, ...ivvy.WRITES, ...deskera.WRITES].map(
	(one) => ({ name: one.like, values: TEXTS, wanted: (value) => value, ...one }),
);

module.exports = { WRITES };
