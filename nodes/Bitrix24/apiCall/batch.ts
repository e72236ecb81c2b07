import type { Problem } from '../../shared/contract/call';
import { InvalidInput, Refused } from '../../shared/contract/errors';
import { problemText } from '../../shared/http/problemText';
import { rows } from '../../shared/form/entries';
import { flag, ifAny, required, text } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { joined } from '../../shared/text/sentences';
import { ANSWERED } from '../answerProofs';
import { packed, unpacked } from '../bulk';
import { method, resultOf } from '../vendor';
import { changedRecords } from './changedRecords';
import { commandNames } from './commandNames';
import { methodName } from './methodName';
import { anyParameters, byNumber } from './parameters';

const MOST_COMMANDS = 50;

export const callBatch = multiStep({
	value: 'batch',
	name: 'Batch',
	action: 'Batch API calls',
	description: 'Call up to 50 methods in one request, each with its own result',
	effect: 'write',
	isDestructive: ({ readsOnly }) => readsOnly !== true,
	// A command without parameters has {}; a blank is a value that did not come, and without it the
	// command would be another one.
	fields: {
		commands: required(
			rows('Commands', 'Command', {
				method: text('Method', { placeholder: 'e.g. crm.deal.get' }),
				parameters: anyParameters({
					default: '{}',
					description:
						'A list for methods that count their parameters. $result[name][ID] stands for the ID in ' +
						'the result of the earlier command with that name.',
				}),
				name: ifAny(
					text('Name', {
						placeholder: 'e.g. deal',
						description: 'Later commands refer to its result by this name',
					}),
				),
			}),
		),
		halt: flag('Stop on First Error', 'Whether to skip the commands after one that fails'),
		readsOnly: flag(
			'Read-Only',
			'Whether no command changes anything, so that the batch may be repeated if its response ' +
				'is lost',
		),
	},
	records: ({ commands, readsOnly }) =>
		readsOnly === true
			? []
			: commands.flatMap(({ method: name = '', parameters }) => changedRecords(name, parameters)),
	*steps({ commands, halt, readsOnly }) {
		if (commands.length === 0 || commands.length > MOST_COMMANDS)
			throw new InvalidInput(
				`"Commands" holds ${commands.length} commands`,
				`A batch takes 1 to ${MOST_COMMANDS}.`,
			);
		const names = commandNames(commands);
		const nameAt = (index: number) => names[index];
		const specs = commands.map(({ method: name = '', parameters = {} }) =>
			method(
				methodName(name),
				byNumber(parameters),
				readsOnly === true ? 'read' : 'write',
				ANSWERED,
			),
		);
		const body = yield packed(specs, halt === true, nameAt);
		const verdicts = unpacked(body, specs, halt === true, nameAt);
		const silent = verdicts.flatMap((verdict) =>
			!verdict.ok && verdict.problem.kind === 'unclear' ? [verdict.problem] : [],
		);
		// Where nothing is said of any command, there is no batch to tell of.
		if (silent.length === verdicts.length) throw new Refused(silent[0]);
		return verdicts.map((verdict, index) => {
			const { path, effect } = specs[index];
			const { name } = commands[index];
			const command = {
				command: index + 1,
				...(name === undefined ? {} : { name }),
				method: path.slice(1),
			};
			if (verdict.ok)
				return { ...command, ok: true, result: (resultOf(verdict.body) ?? null) as null };
			const { kind, code = '' } = verdict.problem;
			const { title, says, advice } = problemText(kind === 'notSent' ? NOT_RUN : verdict.problem);
			return {
				...command,
				ok: false,
				message: title,
				whatToDo: joined(says, kind === 'unclear' && effect === 'write' ? OUTCOME_UNKNOWN : advice),
				code,
			};
		});
	},
});

const NOT_RUN: Problem = {
	kind: 'notSent',
	title: 'Not run, because an earlier command failed',
	advice: 'Correct the command that failed, or turn off Stop on First Error.',
};
const OUTCOME_UNKNOWN =
	'The outcome is unknown. Check the record before running this command again.';
