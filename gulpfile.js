'use strict';
/** The file pipelines: `build:icons` is a step of the build, `split` cuts the packages of a single vendor. */
require('tsx/cjs');
const { buildIcons } = require('./scripts/icons.cts');

exports['build:icons'] = buildIcons;

/** Loaded late: the build does not need it. */
exports.split = async () => require('./scripts/split/cut.cts').cutAll();
exports.split.displayName = 'split';
