'use strict';
/** Who waits for whose sign-in, and how often a refused user is tried. */
const { Refused } = require('../../../dist/nodes/shared/contract/errors');
const { SignIns } = require('../../../dist/nodes/shared/secrets/signIns');

let clock;
let sessions;
let signIns;
beforeEach(() => {
	clock = 1000;
	signIns = 0;
	sessions = new SignIns(() => clock);
});

const SECOND = 1000;
const refusal = (kind) => new Refused({ kind, title: `Refused: ${kind}`, advice: '' });
const signIn = async () => `session ${++signIns}`;
const refuse = (kind) => async () => {
	signIns++;
	throw refusal(kind);
};

it('all who ask at once get the same session', async () => {
	expect(await Promise.all([1, 2, 3].map(() => sessions.instead('me', 'old', signIn)))).toEqual(
		Array(3).fill('session 1'),
	);
});

it('who asks a little later for the same gets it too, and a minute later another one', async () => {
	await sessions.instead('me', 'old', signIn);
	clock += 59 * SECOND;
	expect(await sessions.instead('me', 'old', signIn)).toBe('session 1');
	clock += 2 * SECOND;
	expect(await sessions.instead('me', 'old', signIn)).toBe('session 2');
});

it('another account, or another session that has ended, is another sign-in', async () => {
	await sessions.instead('me', 'old', signIn);
	expect(await sessions.instead('you', 'old', signIn)).toBe('session 2');
	expect(await sessions.instead('me', 'session 1', signIn)).toBe('session 3');
});

it('a refused user is refused without another try for twenty seconds', async () => {
	await expect(sessions.instead('me', '', refuse('auth'))).rejects.toThrow('Refused: auth');
	clock += 19 * SECOND;
	await expect(sessions.instead('me', '', signIn)).rejects.toThrow('Refused: auth');
	expect(signIns).toBe(1);
	clock += 2 * SECOND;
	expect(await sessions.instead('me', '', signIn)).toBe('session 2');
});

it('all who wait for a sign-in are told of its refusal', async () => {
	const asked = await Promise.allSettled(
		[1, 2, 3].map(() => sessions.instead('me', '', refuse('auth'))),
	);
	expect([signIns, asked.map(({ reason }) => reason.message)]).toEqual([
		1,
		Array(3).fill('Refused: auth'),
	]);
});

it('what was corrected is tried at once', async () => {
	await expect(sessions.instead('me with a wrong password', '', refuse('auth'))).rejects.toThrow();
	expect(await sessions.instead('me with the right one', '', signIn)).toBe('session 2');
});

it.each(['limited', 'unreachable', 'unclear'])(
	'a sign-in that failed otherwise may be tried again: %s',
	async (kind) => {
		await expect(sessions.instead('me', '', refuse(kind))).rejects.toThrow();
		expect(await sessions.instead('me', '', signIn)).toBe('session 2');
	},
);
