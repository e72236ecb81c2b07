'use strict';
/**
 * The file pipelines: `build:icons` and `build:json` are steps of the build, `split` cuts the packages of a single
 * vendor.
 */
require('tsx/cjs');
const { compactJson } = require('./scripts/compactJson.cts');
const { buildIcons } = require('./scripts/icons.cts');

exports['build:icons'] = buildIcons;
exports['build:json'] = compactJson;

/** Loaded late: the build does not need it. */
exports.split = async () => require('./scripts/split/cut.cts').cutAll();
exports.split.displayName = 'split';
