/** TCP ports on this machine. */
import net from 'node:net';

const LOOPBACK = '127.0.0.1';

/** Whether nobody listens on a port. */
export async function isFree(port) {
	return (await listen(port)) !== undefined;
}

/** A port on which nobody listens at the moment. */
export async function freePort() {
	return await listen(0);
}

/** Listens for a moment. @returns {Promise<number|undefined>} the port, or undefined when it is taken */
async function listen(port) {
	const server = net.createServer();
	return await new Promise((done) => {
		server.once('error', () => done(undefined));
		server.listen(port, LOOPBACK, () => {
			const given = server.address().port;
			server.close(() => done(given));
		});
	});
}
