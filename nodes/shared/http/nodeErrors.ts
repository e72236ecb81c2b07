import {
	type Failure,
	type INode,
	type JsonObject,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import type { Problem, ProblemKind } from '../contract/call';
import { InvalidInput, Cancelled } from '../contract/errors';
import type { FieldsInHand, ItemIndex } from '../contract/field';
import { redactor, type Redact } from '../secrets/redact';
import { FROM_ZERO, joined, sentence, shortened } from '../text/sentences';
import { NO_FIELDS, problemText } from './problemText';
import { RUN_LATER } from './statusProblems';

const OUTCOME_UNKNOWN = 'The outcome is unknown. Check the record before running this item again.';

/** What n8n's own poll back-off and reports read: why it failed and whether waiting helps. */
function failureOf({ kind, waitMs }: Problem): Failure | undefined {
	const timed: Partial<
		Record<ProblemKind, 'rate-limited' | 'quota-exhausted' | 'temporarily-unavailable'>
	> = {
		limited: 'rate-limited',
		blocked: 'quota-exhausted',
		unreachable: 'temporarily-unavailable',
		unclear: 'temporarily-unavailable',
	};
	const cause = timed[kind];
	if (cause !== undefined)
		return waitMs === undefined ? { cause } : { cause, retryAfterMs: waitMs };
	if (kind === 'auth') return { cause: 'credential-invalid' };
	if (kind === 'notSent') return undefined;
	return { cause: 'configuration-invalid' };
}

const NO_SECRETS = redactor([]);

/** A problem may quote what the vendor said, whole or as a part of a bulk answer. */
export function withoutSecrets(problem: Problem, redact: Redact): Problem {
	const { title, says, advice, code } = problem;
	return {
		...problem,
		title: redact(title),
		...(says === undefined ? {} : { says: { ...says, text: redact(says.text) } }),
		advice: redact(advice),
		code: code === undefined ? undefined : redact(code),
	};
}

/**
 * A fresh n8n error from a problem, the only way from one to the other. Nothing of the HTTP exchange goes in: n8n
 * stores every enumerable property of an error, and an existing NodeApiError would swallow the new text. The message
 * is set last because n8n replaces messages that happen to contain words such as "eperm". Texts of a vendor may have
 * any length; people read the beginning.
 * @param wroteSomething the problem came from a call that changes something
 * @param fields of the form that the item filled in; without them no field is named
 * @param redact of the account, for all that `caller` has not cleaned already, such as a part of a bulk answer. It
 *   comes before texts are cut, so that no half of a secret is left
 */
export function toNodeError(
	node: INode,
	told: Problem,
	itemIndex: ItemIndex,
	wroteSomething: boolean,
	redact: Redact = NO_SECRETS,
	fields: FieldsInHand = NO_FIELDS,
): NodeApiError {
	const problem = withoutSecrets(told, redact);
	const { title, says, advice: advised } = problemText(problem, fields, redact);
	const code = problem.code && shortened(problem.code, LONGEST_CODE);
	const unknown = problem.kind === 'unclear' && wroteSomething ? OUTCOME_UNKNOWN : '';
	// What may be done already is checked first, and not simply run again.
	const next = unknown !== '' && advised === RUN_LATER ? '' : advised;
	const advice = joined(unknown, says, next);
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
export function toInputError(
	node: INode,
	cause: InvalidInput,
	itemIndex: ItemIndex,
): NodeOperationError {
	const message = shortened(cause.message, LONGEST_INPUT);
	const error = new NodeOperationError(node, message, {
		description: shortened(cause.advice, LONGEST_INPUT),
		itemIndex,
		failure: { cause: 'configuration-invalid' },
	});
	error.message = message;
	return error;
}

const LONGEST_CODE = 100;
/** Our own text, with values of the user, and sometimes of many rows. */
const LONGEST_INPUT = 5000;
/** How many bad rows an error lists; nobody reads more. */
const MOST_LISTED = 20;
const LONGEST_ROW = 200;
/** Rows may be wrong in several ways: so many of them are explained. */
const MOST_ADVICE = 3;
const LONGEST_ADVICE = 500;

/** An item whose input can't be sent. */
export interface BadRow {
	readonly index: ItemIndex;
	readonly error: NodeApiError | NodeOperationError;
}

/**
 * The error of a run that was stopped before anything was sent, as the input of some items can't be.
 * @param total items of the run
 */
export function badRows(
	node: INode,
	bad: readonly BadRow[],
	total: number,
): NodeApiError | NodeOperationError {
	const [first] = bad;
	if (bad.length === 1) {
		const which =
			total === 1
				? ''
				: `Item ${first.index} is the only one of ${total} that can't be sent. ${FROM_ZERO}`;
		first.error.description = joined(first.error.description ?? '', 'Nothing was sent.', which);
		return first.error;
	}
	const advice = new NewAdvice();
	const listed = bad
		.slice(0, MOST_LISTED)
		.map(({ index, error }) =>
			joined(
				`Item ${index}: ${sentence(shortened(error.message, LONGEST_ROW))}`,
				advice.of(error.description ?? ''),
			),
		);
	const more = bad.length > MOST_LISTED ? [`And ${bad.length - MOST_LISTED} more.`] : [];
	const cause = new InvalidInput(
		`${bad.length} of ${total} items can't be sent`,
		[`Nothing was sent. ${FROM_ZERO}`, ...listed, ...more].join('\n'),
	);
	return toInputError(node, cause, first.index);
}

/** What to do about bad rows: each thing once, behind the first row that needs it. */
class NewAdvice {
	private readonly told = new Set<string>();

	of(advice: string): string {
		const short = shortened(advice, LONGEST_ADVICE);
		if (this.told.has(short) || this.told.size === MOST_ADVICE) return '';
		this.told.add(short);
		return short;
	}
}

/** Errors of a run itself as n8n wants them; n8n takes "canceled" in the message as its own word for it. */
export function stopped(node: INode, cause: unknown): NodeOperationError | NodeApiError {
	return cause instanceof Cancelled
		? new NodeOperationError(node, cause.message)
		: (cause as NodeApiError);
}
