'use strict';
/** What the workers say in their logs about the runs that they had. */
const { workers } = realN8n;

const ids = (log, word) =>
	[...log.matchAll(new RegExp(`Worker ${word} execution (\\d+) `, 'g'))].map(([, id]) => id);

/** Ids of the runs that a worker has begun, and of those that it has brought to an end. */
const startedBy = (worker) => ids(worker.server().log(), 'started');
const finishedBy = (worker) => ids(worker.server().log(), 'finished');
const underWayAt = (worker) => startedBy(worker).filter((id) => !finishedBy(worker).includes(id));

module.exports = { workers, startedBy, finishedBy, underWayAt };
