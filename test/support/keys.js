'use strict';
/** Secret values that can be searched for, as they are nowhere else. */
const SECRET = 'S3cretValue0123456789';
const KEY = 'K3yValue9876543210';

module.exports = { KEY, SECRET };
