import type { IDataObject } from 'n8n-workflow';
import { fingerprint } from '../secrets/compareSecrets';
import { asArray, asNumber, asText } from '../text/unknownJson';

/** A delivery, as far as it has to be known again when the vendor sends it twice. */
export interface Delivered {
	/** What happened to what: event and ID of the record; for messages that have an ID, that alone. */
	readonly about: string;
	/** When it happened, in the vendor's words; empty where the vendor does not say. */
	readonly at: string;
	/** What was delivered. Left out where `about` can't happen twice: a message, the creation of a record. */
	readonly content?: unknown;
}

/** Fingerprints of what was delivered, empty where there is nothing, and when it came, in milliseconds. */
interface Remembered {
	readonly about: string;
	readonly at: string;
	readonly content: string;
	readonly seen: number;
}

const ABOUT_DIGITS = 12;
/** Of what is compared within one record only. */
const DIGITS = 8;
const RADIX = 36;
const BETWEEN = '.';

const MINUTE_MS = 60_000;
/** No vendor tries a delivery again after a day. */
const KEPT_MS = 24 * 60 * MINUTE_MS;
/** Content alone says little: the same may happen again. Vendors repeat a failed delivery within minutes. */
const CONTENT_MS = 10 * MINUTE_MS;
const MOST = 1000;

/**
 * Which deliveries came before. One that is like an earlier one in every way (about the same, at the
 * same time, with the same content) is a repetition. Without a time it is one for ten minutes only, and
 * only if nothing else has happened to the record since: a record that returns to an earlier state is
 * news. The same goes within one second, as some vendors' times are no more exact.
 */
export class Deliveries {
	private readonly remembered: Remembered[] = [];

	private readonly byRecord = new Map<string, Remembered[]>();

	/** @param known static data of the trigger; changed by `keep` only */
	constructor(
		private readonly known: IDataObject,
		private readonly now: number = Date.now(),
	) {
		for (const line of asArray(known.delivered)) {
			const one = fromLine(asText(line));
			if (Math.abs(now - one.seen) < lifeOf(one)) this.add(one);
		}
	}

	/** Whether anything came before about the same at the same time, whatever was in it. */
	knows({ about, at }: Delivered): boolean {
		const print = printOf(at);
		return (this.byRecord.get(recordOf(about)) ?? []).some((other) => other.at === print);
	}

	/** Whether it did not come before; from now on it has. */
	isNew({ about, at, content }: Delivered): boolean {
		const one: Remembered = {
			about: recordOf(about),
			at: printOf(at),
			content: content === undefined ? '' : printOf(JSON.stringify(content)),
			seen: this.now,
		};
		const before = this.byRecord.get(one.about) ?? [];
		const last = before.at(-1);
		if (
			last !== undefined &&
			before.some((other) => isSame(other, one)) &&
			(isSame(last, one) || last.at !== one.at)
		)
			return false;
		this.add(one);
		return true;
	}

	/** Called when the items are made: a delivery that failed on the way may come again. */
	keep(most = MOST): void {
		this.known.delivered = this.remembered.slice(-most).map(lineOf);
	}

	private add(one: Remembered): void {
		this.remembered.push(one);
		this.byRecord.set(one.about, [...(this.byRecord.get(one.about) ?? []), one]);
	}
}

function isSame(a: Remembered, b: Remembered): boolean {
	return a.at === b.at && a.content === b.content;
}

function lifeOf({ at, content }: Remembered): number {
	return at === '' && content !== '' ? CONTENT_MS : KEPT_MS;
}

/** Long enough to tell a thousand apart, short enough to be stored a thousand times. */
function recordOf(about: string): string {
	return fingerprint(about).slice(0, ABOUT_DIGITS);
}

function printOf(text: string): string {
	return text === '' ? '' : fingerprint(text).slice(0, DIGITS);
}

/** As it is stored, in about 40 bytes: n8n saves what a trigger remembers after each delivery. */
function lineOf({ about, seen, at, content }: Remembered): string {
	return [about, seen.toString(RADIX), at, content].join(BETWEEN);
}

function fromLine(line: string): Remembered {
	const [about, seen = '', at = '', content = ''] = line.split(BETWEEN);
	return { about, at, content, seen: Number.parseInt(seen, RADIX) || 0 };
}

/** When a message was sent, from Unix seconds; undefined for what is no time. */
export function sentAtOf(seconds: unknown): string | undefined {
	const moment = new Date((asNumber(seconds) ?? Number.NaN) * 1000);
	return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
