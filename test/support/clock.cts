/** A clock for the fakes of a test, which can be put forward: they run in the same process. */

const machine = Date.now.bind(Date);
let ahead = 0;

/** Call it before the fakes are started. */
export function takeOverClock(): void {
	ahead = 0;
	Date.now = () => machine() + ahead;
}

/** Time passes. @param ms how long */
export function pass(ms: number): void {
	ahead += ms;
}

export function giveClockBack(): void {
	Date.now = machine;
}
