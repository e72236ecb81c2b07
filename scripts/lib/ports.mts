/** TCP ports on this machine. */
import getPort from 'get-port';

export const LOOPBACK = '127.0.0.1';

/** A port on which nobody listens at the moment. @param wanted taken when it is free */
export async function freePort(wanted?: number): Promise<number> {
	return await getPort({ host: LOOPBACK, port: wanted });
}
