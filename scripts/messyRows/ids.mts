/** How people write the ID, the email or the phone number of a record. */

/** The ways to write the number of a record. */
export const numberForms = (n: number): unknown[] => [
	n,
	String(n),
	` ${n} `,
	`\u00a0${n}`,
	`${n}\t`,
];
export const noNumber = (n: number): unknown[] => [
	String(n).replace(/(\d{3})$/, ',$1'),
	`${n}.0`,
	`#${n}`,
	`№${n}`,
	`ID ${n}`,
	String(n).replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'.charAt(Number(digit))),
	String(n).replace(/\d/g, (digit) => '０１２３４５６７８９'.charAt(Number(digit))),
	'1e4',
	`-${n}`,
	'0',
	n + 0.5,
	true,
	{ id: n },
	'n/a',
];

export const guidForms = (guid: string): unknown[] => [
	guid,
	guid.toUpperCase(),
	`{${guid}}`,
	` ${guid} `,
	`\u00a0${guid}`,
];
export const noGuid = (guid: string): unknown[] => [
	guid.slice(0, -1),
	guid.replace(/^./, 'g'),
	`#${guid}`,
	'12',
	guid.replaceAll('-', ''),
	{ id: guid },
	'n/a',
];

export const emailForms = (email: string): unknown[] => [
	email,
	email.toUpperCase(),
	email.replace(/^./, (first) => first.toUpperCase()),
	` ${email} `,
	`\u00a0${email}`,
	`${email}\n`,
	email.replace('@example', '@Example'),
];

/** @param rest ten digits behind +91 */
export const phoneForms = (rest: string): unknown[] => {
	const [a, b] = [rest.slice(0, 5), rest.slice(5)];
	return [
		`+91-${rest}`,
		`+91 ${a} ${b}`,
		`(+91) ${a}-${b}`,
		`+91.${a}.${b}`,
		`+91 ${a}/${b}`,
		`\u202a+91 ${a} ${b}\u202c`,
		`\u200e+91${rest}`,
		`+91\u00a0${a}\u00a0${b}`,
		`+91\u2011${a}\u2011${b}`,
		`+91\u2013${a}\u2013${b}`,
		` ${rest} `,
		`+91\u200b${rest}`,
	];
};
