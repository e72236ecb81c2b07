'use strict';
const { examples, rest, vendors } = realN8n;
const { fakes } = vendors;
const fs = require('node:fs');
beforeEach(() => { for (const fake of Object.values(fakes)) fake.reset(); });
test.each(examples.map((e) => [e.name, e]))('dump example %s', async (name, { workflow }) => {
	const execution = await rest.runWorkflow(workflow.id, 'Start');
	const out = {};
	const data = execution.data.resultData;
	for (const [n, runs] of Object.entries(data.runData))
		out[n] = { error: runs[0].error?.message, description: runs[0].error?.description, out: (runs[0].data?.main ?? []).map((l) => (l ?? []).slice(0, 6).map((i) => i.json)) };
	fs.writeFileSync(`/tmp/dump/${name}.json`, JSON.stringify({ status: execution.status, out }, null, 1));
});
