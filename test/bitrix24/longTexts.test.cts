/** What API Call reads of texts of any length: in one pass, as a square of these lengths would not come to an end. */
import { commandNames } from '../../dist/nodes/Bitrix24/apiCall/commandNames.js';
import { methodName } from '../../dist/nodes/Bitrix24/apiCall/methodName.js';

const LENGTH = 400_000;
const PARTS = ['$result[', '$result[a]', '[', ']', '.json', 'a.', ' '];

it.each(PARTS)('parameters that hold %j again and again', (part) => {
	const parameters = { note: part.repeat(LENGTH / part.length) };
	const names = () => commandNames([{ name: 'a', parameters: {} }, { parameters }]);
	expect(names()).toHaveLength(2);
});

it.each(PARTS)('a method of %j again and again', (part) => {
	expect(() => methodName(`a${part.repeat(LENGTH / part.length)}!`)).toThrow(/^"Method" can't be/);
});
