'use strict';
/** BB code of tasks and to-dos as plain text, and plain text that looks like it. */
const { asBbCode, withoutBbCode } = require('../../dist/nodes/Bitrix24/bbCode');
const { fc, property } = require('../support/property');

describe('withoutBbCode', () => {
	it.each([
		'[URGENT] see [doc]',
		'a[i] = b[i]',
		'[b',
		'b]',
		'[]',
		'[/]',
		'[b]never closed',
		'closed [/b] only',
		'[video call]',
		'[user guide]',
		'[list of things]',
		'[code review] first',
		'[left side]',
		'[Table 5]',
		'[1] [2]',
		'[x] done',
		'[ ] open',
		'a < b and c > d',
		'<karl@example.com>',
		'[*] no list',
		'[disk]',
		'[disk file]',
		'[color]x[/color]',
		'[b=5]x[/b=5]',
		'[quote me',
		'array[index]',
		'\n[\n',
		'&#91',
		'&amp;',
	])('%j stays', (text) => expect(withoutBbCode(text)).toBe(text));

	it.each([
		['[b]bold[/b] and [I]more[/I]', 'bold and more'],
		['[b][i]both[/b][/i]', 'both'],
		['[url=https://x.example/?a=1]link[/url]', 'link'],
		['[url]https://x.example[/url]', 'https://x.example'],
		['[img width=10 height=20]https://x.example/a.png[/img]', 'https://x.example/a.png'],
		['[user=5]Ada[/user] [project=3]P[/project]', 'Ada P'],
		['[color=#ff0000]red[/color] [size=10pt]big[/size] [font=Arial]f[/font]', 'red big f'],
		['[list]\n[*]One\n[*]Two\n[/list]', 'One\nTwo'],
		['[list=1][*]One[/list]', 'One'],
		['[p]\nOne\n[/p]\n[p]\nTwo\n[/p]', 'One\nTwo'],
		['[p]One[/p][p]Two[/p]', 'One\nTwo'],
		['He said: [quote]so[/quote]and so', 'He said: \nso\nand so'],
		['see [disk file id=n123] here', 'see  here'],
		['[code]if (a[i]) [b]x[/b][/code]', 'if (a[i]) [b]x[/b]'],
		['[table][tr][td]a[/td][/tr][/table]', 'a'],
		['&#91;b&#93; &amp;#91; &amp;amp;#91;', '[b] &#91; &amp;#91;'],
	])('%j is %j', (code, text) => expect(withoutBbCode(code)).toBe(text));
});

describe('plain text as BB code and back', () => {
	const PIECES = [
		'[',
		']',
		'[b]',
		'[/b]',
		'[/',
		'[url=',
		'[url=[b]]',
		'[*]',
		'[list]',
		'[/list]',
		'[code]',
		'[/code]',
		'[disk file id=',
		'=',
		'n1',
		'[URGENT]',
		'&',
		'#91;',
		'&#91;',
		'&#93;',
		'&amp;',
		'amp;',
		'\n',
		'\n\n',
		'  ',
		' ',
		'<b>',
		'</b>',
		'b',
		'会議',
		'[P]',
		'[/p]',
	];
	const written = fc
		.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 3 })), { maxLength: 20 })
		.map((parts) => parts.join(''));

	it('comes back as it went in', () => {
		property(written, (text) => expect(withoutBbCode(asBbCode(text))).toBe(text));
	});

	it('leaves no tag that Bitrix24 would take for one', () => {
		expect(asBbCode('[b]x[/b] [URGENT] [disk file id=n5] a[i]')).toBe(
			'&#91;b]x&#91;/b] [URGENT] &#91;disk file id=n5] a&#91;i]',
		);
		for (const text of ['Call back', '[URGENT] see [doc]', 'a [ b ] c'])
			expect(asBbCode(text)).toBe(text);
	});
});

const MANY = 2_000_000;

it.each([
	'[',
	'[b]',
	'[/b]',
	'[url ',
	'[img a=',
	'[code]',
	'[list][*]',
	'[p]\n',
	'&amp;',
	'[b \n',
	'[quote]x',
])('two million characters of %j are read and written', (unit) => {
	const text = unit.repeat(Math.ceil(MANY / unit.length)).slice(0, MANY);
	expect(withoutBbCode(text).length).toBeLessThanOrEqual(MANY);
	expect(withoutBbCode(`${text}]`).length).toBeLessThanOrEqual(MANY + 1);
	expect(withoutBbCode(asBbCode(text)) === text).toBe(true);
});
