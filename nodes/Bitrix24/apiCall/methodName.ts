import { InvalidInput } from '../../shared/contract/errors';

const LONGEST_NAME = 200;
const NAME = /^[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*$/i;
/** The end of an address says in which format the answer comes; the node reads JSON. */
const FORMAT = /(?:\.json)+$/i;

/** A REST method's name; it becomes a part of the address, so nothing else may get in. @throws InvalidInput */
export function methodName(text: string): string {
	const name = text.length > LONGEST_NAME ? '' : text.trim().replace(FORMAT, '');
	if (!NAME.test(name) || /\.xml$/i.test(name))
		throw new InvalidInput(
			`"Method" can't be "${text.slice(0, 60)}"`,
			'A method is written like crm.deal.list. Its parameters go into Parameters.',
		);
	if (/^batch(?:\.|$)/i.test(name))
		throw new InvalidInput('"Method" can\'t be "batch"', 'Use the operation Batch.');
	return name;
}
