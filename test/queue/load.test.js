'use strict';
test('x', async () => {
	console.log(realN8n.workers.map((w) => w.server().log()), realN8n.vendors.credentials.map(({ id, name, type }) => [id, name, type]));
});
