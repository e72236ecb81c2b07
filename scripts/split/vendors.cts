/** The vendors, each of which can be a package of its own. */

export interface Vendor {
	/** How the names of its files begin, in lower case, and what its package's name ends with. */
	id: string;
	/** Below nodes/. */
	folder: string;
	/** How the vendor writes itself. */
	title: string;
	/** What its node is about, for one sentence. */
	subject: string;
}

export const VENDORS: Vendor[] = [
	{
		id: 'bitrix24',
		folder: 'Bitrix24',
		title: 'Bitrix24',
		subject: 'activities, tasks and custom activities',
	},
	{
		id: 'leadsquared',
		folder: 'LeadSquared',
		title: 'LeadSquared',
		subject: 'activities, custom activities and tasks',
	},
	{ id: 'ivvy', folder: 'Ivvy', title: 'iVvy', subject: 'activities, tasks and notes' },
	{ id: 'deskera', folder: 'Deskera', title: 'Deskera', subject: 'activities' },
];

/** Whether a file or a name belongs to a vendor, read off how it begins. */
export const isOf = ({ id }: Vendor, name: string): boolean => name.toLowerCase().startsWith(id);

/** The vendors that a text names. */
export const namedIn = (text: string): Vendor[] =>
	VENDORS.filter(({ title }) => new RegExp(`\\b${title}\\b`, 'i').test(text));

/** Those that a text names although it should be about one. */
export const othersIn = (text: string, vendor: Vendor): Vendor[] =>
	namedIn(text).filter(({ id }) => id !== vendor.id);
