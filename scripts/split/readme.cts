/**
 * One vendor's README, cut from the repository's. What becomes of each section is said here; a section that is not
 * named here, or not there any more, is an error, so that nobody loses one without noticing.
 */
import { cutText, type Section, sectionsOf, written } from './markdown.cts';
import { type Vendor, VENDORS } from './vendors.cts';

export interface Context {
	/** Of the package. */
	name: string;
	/** Of the four-vendor package. */
	whole: string;
	/** The address of the repository's files. */
	source: string;
	/** Those that are in the package as well. */
	files: string[];
}

/** What becomes of a section: undefined when it is dropped. */
type Plan = (section: Section, vendor: Vendor, context: Context) => Partial<Section> | undefined;

/** Replaces one piece of a text, which has to be there. */
function replaced(text: string, piece: RegExp, by: string): string {
	if (!piece.test(text))
		throw new Error(`README.md has no "${piece.source}" any more: adapt scripts/split/readme.cts.`);
	return text.replace(piece, by);
}

/**
 * The first lines; the picture shows one vendor's node, and the links of pictures lead nowhere
 * outside of the repository.
 */
const introduction: Plan = ({ text }, { title, subject }, { name }) => ({
	title: name,
	text: replaced(
		replaced(
			text,
			/n8n nodes for CRM .* on Bitrix24, LeadSquared, iVvy and Deskera\./,
			`n8n nodes for CRM **${subject}** on ${title}.`,
		),
		/\n+!\[[^\n]*$/,
		'',
	),
});

/** Which of the two packages; the paragraph about the four services says what is not true of one. */
const installation: Plan = ({ text }, { title }, { name, whole }) => ({
	text: replaced(
		replaced(text, new RegExp(`\`${whole}\``), `\`${name}\``),
		/The package covers four services[^]*$/,
		`As long as this version is not verified by n8n, **n8n 3** needs \`N8N_UNVERIFIED_PACKAGES_ENABLED=true\`,
as unverified packages are off by default there.

This is the ${title} part of \`${whole}\`. Install one of the two: they have the same credentials, but a workflow holds the package's
name with each of its nodes, so nodes of the one don't become nodes of the other.`,
	),
});

const kept: Plan = () => ({});
const dropped: Plan = () => undefined;

/** By heading. Vendors' own sections stay in their own README, which is why their titles are not listed here. */
const PLAN: Record<string, Plan> = {
	'n8n-nodes-crm-activities': introduction,
	'Install in n8n': installation,
	'Try it: one command': dropped,
	'Five jobs': dropped,
	'Rows become tasks for the right people': dropped,
	'Calls are logged': dropped,
	'Custom activities in bulk': dropped,
	'Copy from one CRM to another': dropped,
	'Digest of what is overdue': dropped,
	Operations: kept,
	'People by email or phone': kept,
	'From one CRM to another': kept,
	'Imports that may run twice': kept,
	Credentials: kept,
	Limits: kept,
	'When something goes wrong': kept,
	Compatibility: kept,
	More: kept,
};

/** Links to files that are not in the package lead to the repository. */
const withWholeLinks = (text: string, { source, files }: Context) =>
	text.replace(/\]\((?!https?:|#)([^)]+)\)/g, (link, file: string) =>
		files.includes(file) ? link : `](${source}/${file})`,
	);

/**
 * @param markdown the repository's README
 * @throws Error when the README has changed in a way that this does not know
 */
export function cutReadme(markdown: string, vendor: Vendor, context: Context): string {
	const sections = sectionsOf(markdown);
	const titles = sections.map(({ title }) => title);
	for (const title of Object.keys(PLAN))
		if (!titles.includes(title))
			throw new Error(
				`README.md has no section "${title}" any more: adapt the plan in scripts/split/readme.cts.`,
			);
	for (const { title } of VENDORS)
		if (!titles.includes(title))
			throw new Error(`README.md has no section "${title}" below "Credentials".`);
	const cut = sections.flatMap((section) => {
		const own = VENDORS.find(({ title }) => title === section.title);
		if (own !== undefined && own.id !== vendor.id) return [];
		const plan = own === undefined ? PLAN[section.title] : kept;
		if (plan === undefined)
			throw new Error(
				`README.md has a new section "${section.title}": say in scripts/split/readme.cts ` +
					'what becomes of it in the packages of a single vendor.',
			);
		const change = plan(section, vendor, context);
		return change === undefined ? [] : [{ ...section, ...change }];
	});
	return written(
		cut.map((section) => ({
			...section,
			text: withWholeLinks(cutText(section.text, vendor, `README.md, "${section.title}"`), context),
		})),
	);
}
