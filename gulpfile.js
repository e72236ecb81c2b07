'use strict';
/** The file pipelines: `build:icons` is a step of the build, `split` cuts the packages of a single vendor. */
const { buildIcons } = require('./scripts/icons.cjs');

exports['build:icons'] = buildIcons;

/** Loaded late: the build does not need it. */
exports.split = async () => await require('./scripts/split/cut.cjs').cutAll();
exports.split.displayName = 'split';
