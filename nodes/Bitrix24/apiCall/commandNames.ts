import { InvalidInput } from '../../shared/contract/errors';

const NAME = /^[a-z]\w{0,49}$/i;
/** What a command without a name is called. */
const OWN_NAME = /^i\d+$/;
/** No bracket inside, so that a long text of beginnings is read once. */
const REFERENCE = /\$result\[([^\][]*)\]/g;

interface Command {
	readonly name?: string;
	readonly parameters?: unknown;
}

/**
 * The keys of the commands of a batch, by which later ones can refer to the result of earlier ones:
 * `$result[name][ID]` (docs/contracts/bitrix24.md section 4).
 * @throws InvalidInput for a name that can't stand in a reference, one that is there twice, and a reference to no
 * earlier command
 */
export function commandNames(commands: readonly Command[]): string[] {
	const names: string[] = [];
	for (const [index, { name = `i${index}`, parameters }] of commands.entries()) {
		checkReferences(parameters, names, index);
		names.push(checked(name, commands[index].name !== undefined, names));
	}
	return names;
}

function checked(name: string, isGiven: boolean, before: readonly string[]): string {
	if (isGiven && (!NAME.test(name) || OWN_NAME.test(name)))
		throw new InvalidInput(
			`"Name" of a command can't be "${name.slice(0, 60)}"`,
			'Use letters, digits and underscores, begin with a letter, and not i0, i1 and so on.',
		);
	if (before.includes(name))
		throw new InvalidInput(`Two commands have the name "${name}"`, 'Give each another name.');
	return name;
}

function checkReferences(parameters: unknown, before: readonly string[], index: number): void {
	for (const [text, name] of (JSON.stringify(parameters) ?? '').matchAll(REFERENCE))
		if (!before.includes(name))
			throw new InvalidInput(
				`Command ${index + 1} refers to "${text}", which is no earlier command`,
				'Commands run in their order. Name the earlier command, and refer to it by that name.',
			);
}
