'use strict';
/** Plain text and HTML, both ways. */
const {
	asDescription,
	asHtml,
	keptHtml,
	plainText,
} = require('../../../dist/nodes/shared/text/html');
const { fc, property } = require('../../support/property');

/** What people write into descriptions, and what only looks like a tag. */
const PIECES = [
	' ',
	'  ',
	'\n',
	'\n\n',
	'\t',
	'<',
	'>',
	'&',
	'&amp;',
	'&lt;',
	'&#91;',
	'&nbsp;',
	'<b>',
	'</b>',
	'<br>',
	'<p class="x">',
	'</p>',
	'<div',
	'<!--',
	'-->',
	'<karl@example.com>',
	'a < b and c > d',
	'A <=> B',
	'<3',
	'[b]',
	'[URGENT]',
	'"',
	"'",
	'会議',
	'🙂',
	'שלום',
	'ß',
	'\u00a0',
	'word',
];
const written = fc
	.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 4 })), {
		maxLength: 20,
	})
	.map((parts) => parts.join(''))
	.filter((text) => text.isWellFormed());
/** Line breaks are line breaks, however they are written. */
const withOneBreak = (text) => text.replace(/\r\n|\r/g, '\n');

describe('plain text as HTML and back', () => {
	it.each([
		['asHtml', asHtml],
		['asDescription', asDescription],
	])('%s: comes back as it went in, blanks and blank lines included', (_name, convert) => {
		property(written, (text) => expect(plainText(convert(text))).toBe(withOneBreak(text)));
	});

	it.each([
		' leading',
		'trailing ',
		'a  b',
		'a\n\nb',
		'\na\n',
		' ',
		'\n',
		'\t',
		'  \n  ',
		'a\n b',
		'x &lt; y',
		'&nbsp;',
		'<p>',
		'',
	])('%j', (text) => expect(plainText(asDescription(text))).toBe(text));

	it('leaves what needs no tag as it is', () => {
		for (const text of ['Call back', 'Grüße 会議', '“quoted”', "it's"])
			expect(asDescription(text)).toBe(text);
		expect(asDescription('a < b\nc')).toBe('<p>a &lt; b<br>c</p>');
	});
});

describe('plainText', () => {
	it.each([
		'[URGENT] see [doc]',
		'a < b and c > d',
		'A <=> B',
		'<karl@example.com>',
		'<3',
		'I <3 you <- not',
		'if a<b and c>d then',
		'x<y>z',
		'Karl <karl@example.com>, Ada <ada@example.com>',
		'<title> goes here',
		'<time>',
		'<name> <date>',
		'<https://example.com>',
		'a <b and c> d',
		'List<String>',
		'Map<String, Integer> m',
		'</3',
		'< b >',
		'<>',
		'<',
		'<b',
		'<p class="open',
		'a << b >> c',
		'<!-- never closed',
		'1 < 2',
	])('%j stays', (text) => expect(plainText(text)).toBe(text));

	it.each([
		['<b>bold</b> and <i class="x">more</i>', 'bold and more'],
		['<P>One</P><P>Two</P>', 'One\nTwo'],
		['<p>One</p>\n<p>Two</p>\n', 'One\nTwo'],
		['<p>One</p><p><br></p><p>Two</p>', 'One\n\nTwo'],
		['One<br>Two<br/>Three<br />Four', 'One\nTwo\nThree\nFour'],
		['<div><div>One</div><div>Two</div></div>', 'One\nTwo'],
		['<ul>\n  <li>One</li>\n  <li>Two</li>\n</ul>', 'One\nTwo'],
		['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
		['<h1>Title</h1>Text', 'Title\nText'],
		['<p>  One\n   two  <b> three </b> four </p>', 'One two three four'],
		['<pre>a\n  b</pre>', 'a\n  b'],
		['<span>no block</span>\nline two  wide', 'no block\nline two  wide'],
		['<a href="https://x.example/?a=1&b=2">link</a>', 'link'],
		['<a title="a > b" href=x>link</a>', 'link'],
		['<img alt=\'<b>\' src="x">after', 'after'],
		['<input disabled><span hidden>x</span>', 'x'],
		['<time datetime="2026-12-01">Tuesday</time>', 'Tuesday'],
		['<time>10:00</time>', '10:00'],
		['<head><title>T</title><style>p > a { }</style></head><p>Body</p>', 'Body'],
		['<style>a{}</style><script>if (a<b) alert("x")</script>Text', 'Text'],
		['<script>never closed', 'never closed'],
		['a<!-- hidden <b> -->b', 'ab'],
		['<!DOCTYPE html><html><body>x</body></html>', 'x'],
		['<o:p>Word</o:p>', 'Word'],
		['<b>&lt;b&gt; &amp;lt; &quot;&apos;&#8364;&#x41;&nbsp;x</b>', '<b> &lt; "\'€A x'],
		['<b>&nope; &#99999999; &#0; &#xD800;</b>', '&nope; &#99999999; &#0; \uFFFD'],
		['<b>Note</b> a < b and <karl@example.com>', 'Note a < b and <karl@example.com>'],
	])('%j is %j', (html, text) => expect(plainText(html)).toBe(text));
});

describe('keptHtml', () => {
	it.each([
		'<p>One</p>',
		'Hello <b>you</b>',
		'<br>',
		'Ä 会議 <br>',
		'<p>a &lt; b</p>',
		'<style>a > b {}</style><p>x</p>',
		'<img src=x>',
	])('%j is HTML and stays', (html) => expect(keptHtml(html)).toBe(html));

	it.each([
		'a < b and c > d',
		'<karl@example.com>',
		'Tom &amp; Jerry',
		'a\nb',
		'x  y',
		'<3 & more',
		'<title>',
		'see [b]',
	])('%j is none: it looks the same as HTML', (text) => {
		expect(plainText(keptHtml(text))).toBe(text);
		expect(keptHtml(keptHtml(text))).toBe(keptHtml(text));
	});

	it('what is no tag in the middle of HTML is not lost', () => {
		expect(keptHtml('<b>Note</b> a < b, <karl@example.com> <i>x</i><')).toBe(
			'<b>Note</b> a &lt; b, &lt;karl@example.com> <i>x</i>&lt;',
		);
	});

	it('hands on what is no text', () => {
		expect([undefined, null, 5].map(keptHtml)).toEqual([undefined, null, 5]);
	});
});

/** Two million characters: whoever looks at a place again and again does not come to an end within the test's time. */
const MANY = 2_000_000;
const filled = (unit) => unit.repeat(Math.ceil(MANY / unit.length)).slice(0, MANY);
const HOSTILE = [
	'<',
	'<b ',
	'<b x="',
	'<a x="<a y=\'',
	'</',
	'<!',
	'<script>',
	'<time>',
	' \n',
	'<b x="y" ',
	'<a / ',
	'\t<',
	'<pre>',
	' <br',
];

describe('two million characters', () => {
	it.each(HOSTILE)('of %j are read and written', (unit) => {
		const text = filled(unit);
		expect(plainText(text).length).toBeLessThanOrEqual(MANY);
		expect(plainText(`${text}">-->x`).length).toBeLessThanOrEqual(MANY + 6);
		expect(plainText(keptHtml(text)).length).toBeLessThanOrEqual(MANY);
	});

	it.each(['<', ' ', '&', '[', '\n', '<b', '<!--', '<b x="', '<time>', 'a < b '])(
		'of %j are no tags: they stay, and come back',
		(unit) => {
			const text = filled(unit);
			expect(plainText(text) === text).toBe(true);
			expect(plainText(asHtml(text)) === text).toBe(true);
		},
	);

	it('of tags are gone', () => {
		expect(plainText(`${filled('<i> ')}x`)).toBe(`${' '.repeat(MANY / 4)}x`);
		expect(plainText(`${filled('<p> ')}x`)).toBe('x');
		expect(plainText(`${filled('<br>')}x`)).toBe(`${'\n'.repeat(MANY / 4)}x`);
	});
});
