import type { Bulk } from '../contract/call';
import type { CallSettings } from '../contract/callContext';
import type { Place, Form, Reader } from '../contract/field';
import type { Operation } from '../contract/operation';
import { choice, collection, fixed, flag, integer, looksUp, takesDates } from './fields';
import { dateFormat } from './dateFormat';
import { LEAVE_OUT_BLANKS, placeOf } from './readForm';

/** How the engine sends an operation's requests; the same for all items of a run. */
export interface RunSettings extends CallSettings {
	/** Requests under way at once where items travel singly. */
	readonly parallel: number;
	/** Bulk calls under way at once. */
	readonly bulkAtOnce: number;
	/** Calls of any kind under way at once, pages of lists included. */
	readonly callsAtOnce: number;
	/** Items in one request; 1 when they travel singly. */
	readonly batchSize: number;
	/** Show the requests instead of sending them. */
	readonly preview: boolean;
	readonly ifSeveral: IfSeveral;
	/** Whether the names of users are looked up of whom the output has the ID alone. */
	readonly namesUsers: boolean;
	/** Whether the vendor's records are read where the answer to a write was lost. */
	readonly findsOut: boolean;
}

/** Which record counts where several have the email or phone that was given. */
export type IfSeveral = 'error' | 'first' | 'newest';

const DEFAULT_PARALLEL = 5;
const MOST_CALLS = 50;
const DEFAULT_MAX_WAIT_S = 300;
const DEFAULT_TIMEOUT_S = 60;
const SECOND = 1000;

/** The options that every operation offers beside its own. */
export function runOptions({
	effect,
	fields,
	options,
	users,
}: Pick<Operation, 'effect' | 'fields' | 'options' | 'users'>): Form {
	return {
		...(users === undefined ? {} : NAMES_OPTION),
		...(looksUp({ ...fields, ...options }) ? SEVERAL_OPTION : {}),
		...(takesDates({ ...fields, ...options }) ? DATE_OPTION : {}),
		...(effect === 'write' ? { ...LOST_OPTION, ...PREVIEW_OPTION } : {}),
	};
}

/** How requests travel, apart from the options that say what is done: the parameter `batching`. */
export const BATCHING = 'batching';

/** What stands in that collection. */
export function batchingForm({ bulk }: Pick<Operation, 'bulk'>): Form {
	return { ...SINGLE_OPTIONS, ...(bulk === undefined ? {} : bulkOptions(bulk)) };
}

/** The collections whose values hold for a whole run, by the names of their parameters. */
export function runForms(
	operation: Pick<Operation, 'bulk' | 'effect' | 'fields' | 'options' | 'users'>,
): Readonly<Record<string, Form>> {
	return {
		options: { ...operation.options, ...runOptions(operation) },
		[BATCHING]: batchingForm(operation),
	};
}

const LOST_OPTION = {
	afterLostAnswer: fixed(
		choice(
			'If the Response Is Lost',
			[
				{
					name: 'Check the Record',
					value: 'findOut',
					description:
						'Read the record, if the service can show it, to see whether the request was ' +
						'completed. If it was not, send it again.',
				},
				{
					name: 'Report as Unknown',
					value: 'report',
					description: 'The item fails, and the error says that the outcome is unknown',
				},
			],
			{
				fallback: 'findOut',
				description: 'What to do if the connection breaks before the service has answered',
			},
		),
	),
};

const NAMES_OPTION = {
	lookUpNames: fixed(
		flag(
			'Look Up Names',
			'Whether to look up the name and email of users whose ID is all that the service ' +
				'returns. Takes one more request per run.',
			true,
		),
	),
};

const PREVIEW_OPTION = {
	previewOnly: fixed(
		flag(
			'Preview Only',
			'Whether to return the requests that would change something, without sending them. ' +
				'Data they depend on is still read.',
		),
	),
};

const SEVERAL_OPTION = {
	ifSeveral: fixed(
		choice<IfSeveral>(
			'If Several Are Found',
			[
				{
					name: 'First',
					value: 'first',
					description: 'Use the record that was added first, as far as the service shows',
				},
				{
					name: 'Newest',
					value: 'newest',
					description: 'Use the record that was added last, as far as the service shows',
				},
				{
					name: 'Return an Error',
					value: 'error',
					description: 'The item fails, and the error lists the records',
				},
			],
			{
				fallback: 'error',
				description: 'What to do when several records have the same email or phone',
			},
		),
	),
};

/** Items are read with it (`engine/itemReader.ts`); it is checked here. */
const DATE_OPTION = { dateFormat };

const SINGLE_OPTIONS = {
	maxWait: fixed(
		integer('Max Wait (Seconds)', {
			min: 0,
			max: 3600,
			fallback: DEFAULT_MAX_WAIT_S,
			description:
				'How long a request may wait when the account has reached its call limit. After that ' +
				'the item fails.',
		}),
	),
	parallel: fixed(
		integer('Concurrent Requests', {
			min: 1,
			max: 20,
			fallback: DEFAULT_PARALLEL,
			description:
				'How many requests may run at once, including bulk calls. Set it to 1 to write items ' +
				'strictly in order.',
		}),
	),
	timeout: fixed(
		integer('Timeout (Seconds)', {
			min: 1,
			max: 600,
			fallback: DEFAULT_TIMEOUT_S,
			description: 'How long to wait for the answer to a request',
		}),
	),
};

function bulkOptions({ size, most, off }: Bulk) {
	return {
		batchItems: fixed(
			flag(
				'Batch Items',
				'Whether to send several input items in one request. Each item still gets its own ' +
					'result. Turn it off to send one request per item.' +
					(off === undefined ? '' : ` ${off}.`),
				off === undefined,
			),
		),
		batchSize: fixed(
			integer('Batch Size', {
				min: 1,
				max: most,
				fallback: size,
				description: `How many input items go into one request, at most ${most}`,
			}),
		),
	};
}

/** Reads them at the first item, as they hold for the whole run. @throws InvalidInput */
export function readRunSettings(
	{ bulk, effect }: Pick<Operation, 'bulk' | 'effect'>,
	reader: Reader,
): RunSettings {
	const raw = reader.raw('options');
	const travel = reader.raw(BATCHING);
	const place = placeOf(reader, LEAVE_OUT_BLANKS, true);
	const {
		maxWait = DEFAULT_MAX_WAIT_S,
		parallel,
		timeout = DEFAULT_TIMEOUT_S,
	} = collection('Batching', SINGLE_OPTIONS).read(travel, place);
	collection('Options', DATE_OPTION).read(raw, place);
	const { ifSeveral = 'error' } = collection('Options', SEVERAL_OPTION).read(raw, place);
	const { lookUpNames = true } = collection('Options', NAMES_OPTION).read(raw, place);
	const preview =
		effect === 'write' &&
		collection('Options', PREVIEW_OPTION).read(raw, place).previewOnly === true;
	const { afterLostAnswer = 'findOut' } = collection('Options', LOST_OPTION).read(raw, place);
	return {
		maxWaitMs: maxWait * SECOND,
		timeoutMs: timeout * SECOND,
		parallel: parallel ?? DEFAULT_PARALLEL,
		bulkAtOnce: parallel ?? bulk?.atOnce ?? DEFAULT_PARALLEL,
		callsAtOnce: parallel ?? MOST_CALLS,
		batchSize: bulk === undefined ? 1 : batchSizeOf(bulk, travel, place),
		preview,
		ifSeveral,
		namesUsers: lookUpNames,
		findsOut: effect === 'write' && afterLostAnswer === 'findOut',
	};
}

function batchSizeOf(bulk: Bulk, raw: unknown, place: Place): number {
	const { batchItems = bulk.off === undefined, batchSize = bulk.size } = collection(
		'Batching',
		bulkOptions(bulk),
	).read(raw, place);
	return batchItems ? batchSize : 1;
}
