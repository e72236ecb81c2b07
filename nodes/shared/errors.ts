import type { Failure, INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { PROBLEM_KINDS, type ItemIndex, type Problem, type ProblemKind } from './operation';

/** What every n8n keeps of an error that is thrown in a credential, whatever it makes of the rest. */
export interface HandedOn {
	readonly message: string;
	readonly description: string;
	readonly httpCode: string;
}

const KIND = 'crm-activities:';

/** Input that can't be sent: names the field in the message and says in `advice` what to enter instead. */
export class InvalidInput extends Error implements HandedOn {
	readonly httpCode = `${KIND}invalid`;

	constructor(
		message: string,
		readonly advice = '',
	) {
		super(message);
		this.name = 'InvalidInput';
	}

	get description(): string {
		return this.advice;
	}
}

/** A problem that only the operation can see, such as an empty answer that means "not found". */
export class Refused extends Error implements HandedOn {
	constructor(readonly problem: Problem) {
		super(problem.title);
		this.name = 'Refused';
	}

	get description(): string {
		return this.problem.advice;
	}

	get httpCode(): string {
		return KIND + this.problem.kind;
	}

	/** An error of ours again from what n8n kept of it. @returns undefined for all others */
	static from({ message, description, httpCode }: HandedOn): Refused | undefined {
		const kind = PROBLEM_KINDS.find((one) => httpCode === KIND + one);
		return kind === undefined ? undefined : new Refused({ kind, title: message, advice: description });
	}
}

/** The user or n8n stopped the run; nothing more may be sent. */
export class Cancelled extends Error {
	constructor() {
		super('The execution was canceled');
		this.name = 'Cancelled';
	}
}

const OUTCOME_UNKNOWN =
	'It is not known whether this was carried out. Look at the record before you run this item again, so that nothing is done twice.';

/** What n8n's own poll back-off and reports read: why it failed and whether waiting helps. */
function failureOf({ kind, waitMs }: Problem): Failure | undefined {
	const timed: Partial<Record<ProblemKind, 'rate-limited' | 'quota-exhausted' | 'temporarily-unavailable'>> = {
		limited: 'rate-limited',
		blocked: 'quota-exhausted',
		unreachable: 'temporarily-unavailable',
		unclear: 'temporarily-unavailable',
	};
	const cause = timed[kind];
	if (cause !== undefined) return waitMs === undefined ? { cause } : { cause, retryAfterMs: waitMs };
	if (kind === 'auth') return { cause: 'credential-invalid' };
	if (kind === 'notSent') return undefined;
	return { cause: 'configuration-invalid' };
}

/**
 * A fresh n8n error from a problem. Nothing of the HTTP exchange goes in: n8n stores every enumerable property of an
 * error, and an existing NodeApiError would swallow the new text. The message is set last because n8n replaces
 * messages that happen to contain words such as "eperm". Texts of a vendor may have any length; people read the
 * beginning.
 * @param wroteSomething the problem came from a call that changes something
 */
export function toNodeError(node: INode, problem: Problem, itemIndex: ItemIndex, wroteSomething: boolean): NodeApiError {
	const [title, advised] = [problem.title, problem.advice].map((text) => shortened(text));
	const code = problem.code && shortened(problem.code, LONGEST_CODE);
	const advice = problem.kind === 'unclear' && wroteSomething ? joined(OUTCOME_UNKNOWN, advised) : advised;
	const kept: JsonObject = code === undefined ? {} : { vendorCode: code };
	const error = new NodeApiError(node, kept, {
		message: title,
		description: code === undefined ? advice : joined(advice, `Vendor code: ${code}.`),
		httpCode: problem.status === undefined ? undefined : String(problem.status),
		itemIndex,
		failure: failureOf(problem),
	});
	error.message = title;
	return error;
}

/** n8n's error for input that was refused before anything was sent. */
export function toInputError(node: INode, cause: InvalidInput, itemIndex: ItemIndex): NodeOperationError {
	const message = shortened(cause.message, LONGEST_INPUT);
	const error = new NodeOperationError(node, message, {
		description: shortened(cause.advice, LONGEST_INPUT),
		itemIndex,
		failure: { cause: 'configuration-invalid' },
	});
	error.message = message;
	return error;
}

/** How many bad rows an error lists; nobody reads more. */
const MOST_LISTED = 20;
const LONGEST_ROW = 200;

/** An item whose input can't be sent. */
export interface BadRow {
	readonly index: ItemIndex;
	readonly error: NodeApiError | NodeOperationError;
}

/**
 * The error of a run that was stopped before anything was sent, as the input of some items can't be.
 * @param total items of the run
 */
export function badRows(node: INode, bad: readonly BadRow[], total: number): NodeApiError | NodeOperationError {
	const [first] = bad;
	if (bad.length === 1) {
		const which = total === 1 ? '' : `Item ${first.index}: ${sentence(first.error.message)}`;
		first.error.description = joined(first.error.description ?? '', 'Nothing was sent.', which);
		return first.error;
	}
	const rowOf = ({ index, error }: BadRow) => `Item ${index}: ${sentence(shortened(error.message, LONGEST_ROW))}`;
	const listed = bad.slice(0, MOST_LISTED).map(rowOf);
	const more = bad.length > MOST_LISTED ? [`And ${bad.length - MOST_LISTED} more.`] : [];
	const cause = new InvalidInput(`${bad.length} of ${total} items can't be sent`, ['Nothing was sent.', ...listed, ...more].join('\n'));
	return toInputError(node, cause, first.index);
}

/** With a full stop at its end. */
export function sentence(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Errors of a run itself as n8n wants them; n8n takes "canceled" in the message as its own word for it. */
export function stopped(node: INode, cause: unknown): NodeOperationError | NodeApiError {
	return cause instanceof Cancelled ? new NodeOperationError(node, cause.message) : (cause as NodeApiError);
}

const LONGEST = 1000;
const LONGEST_CODE = 100;
/** Our own text, with values of the user, and sometimes of many rows. */
const LONGEST_INPUT = 5000;
const CUT = '… (cut)';

/** The beginning of a text that is too long for people, never half a character. */
export function shortened(text: string, longest = LONGEST): string {
	return text.length <= longest ? text : `${text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}${CUT}`;
}

/** Sentences in a row, empty ones left out. */
export function joined(...sentences: string[]): string {
	return sentences.filter((sentence) => sentence !== '').join(' ');
}
