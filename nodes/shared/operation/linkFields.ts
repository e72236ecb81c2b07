import type { Form, Reader } from '../contract/field';
import { choice, fixed, flag, when } from '../form/fields';
import { LEAVE_OUT_BLANKS, placeOf } from '../form/readForm';
import type { IfBothChanged } from './bothSides';
import type { IfDeleted } from './deletedSource';
import type { LinkSettings, LinkToSource } from './linkToSource';
import { FROM_PORTABLE, isFromPortable } from './valuesFrom';

const LINKED = { ...FROM_PORTABLE, linkToSource: [true] };

const LINK = {
	linkToSource: when(
		fixed(
			flag(
				'Link to Source',
				'Whether to keep two services in step: the new record keeps the vendor and ID of the activity as its ' +
					'External ID, so that the same activity updates it later. An activity that was copied from a record ' +
					'of this service updates that record.',
			),
		),
		FROM_PORTABLE,
	),
	ifBothChanged: when(
		fixed(
			choice<IfBothChanged>(
				'If Both Sides Changed',
				[
					{
						name: 'Keep Both and Flag',
						value: 'flag',
						description: 'Nothing is written, and the item reports the conflict',
					},
					{
						name: 'Last Change Wins',
						value: 'last',
						description: 'The whole activity is written, without comparing',
					},
					{
						name: 'Newest Wins',
						value: 'newest',
						description:
							'The value that was changed last is kept, and the item reports the conflict',
					},
					{
						name: 'Portable Activity Wins',
						value: 'activity',
						description: 'The record here is overwritten, and the item reports the conflict',
					},
					{
						name: 'This Service Wins',
						value: 'here',
						description: 'The record here stays as it is, and the item reports the conflict',
					},
				],
				{
					fallback: 'newest',
					description:
						'What to do if the same value was changed in both services since they were last in step. ' +
						'Changes of different values are merged.',
				},
			),
		),
		LINKED,
	),
};

/** For records that stand in both services already. */
const LINK_PRESENT = {
	linkPresent: when(
		fixed(
			flag(
				'Link Existing Records',
				'Whether to link the activity to a record here with the same title, time and people that ' +
					"isn't linked yet, instead of creating a new one. Use it for the first copy of " +
					'activities that are already in both services.',
			),
		),
		LINKED,
	),
};

/** What can be done with a record whose source was deleted. */
function ifDeletedField({ complete, remove }: NonNullable<LinkToSource['ifDeleted']>) {
	return when(
		fixed(
			choice<IfDeleted>(
				'If Deleted in the Other Service',
				[
					...(complete === undefined
						? []
						: [
								{
									name: 'Complete',
									value: 'complete' as const,
									description: 'The record here is marked as completed',
								},
							]),
					...(remove === undefined
						? []
						: [
								{
									name: 'Delete',
									value: 'delete' as const,
									description: 'The record here is deleted permanently',
								},
							]),
					{ name: 'Do Nothing', value: 'leave', description: 'The record here stays as it is' },
					{ name: 'Fail', value: 'fail', description: 'The item fails and nothing is written' },
				],
				{
					fallback: 'fail',
					description: 'What to do when a trigger reports that the activity was deleted',
				},
			),
		),
		LINKED,
	);
}

/** The fields of Link to Source, as far as the operation can do what they offer. */
export function linkForm({ ifDeleted, unlinked }: LinkToSource): Form {
	return {
		...LINK,
		...(ifDeleted === undefined ? {} : { ifDeleted: ifDeletedField(ifDeleted) }),
		...(unlinked === undefined ? {} : LINK_PRESENT),
	};
}

/** What the user has chosen for linked activities; older workflows have what the fields begin with. */
export function linkSettings(reader: Reader, { ifDeleted: here }: LinkToSource): LinkSettings {
	const place = placeOf(reader, LEAVE_OUT_BLANKS, false);
	const ifDeleted =
		here === undefined ? undefined : ifDeletedField(here).read(reader.raw('ifDeleted'), place);
	return {
		ifBothChanged: LINK.ifBothChanged.read(reader.raw('ifBothChanged'), place) ?? 'newest',
		ifDeleted: ifDeleted ?? 'fail',
		linksPresent: LINK_PRESENT.linkPresent.read(reader.raw('linkPresent'), place) === true,
	};
}

/** Whether the item is linked to the source of its activity. */
export function isLinked(reader: Reader): boolean {
	return isFromPortable(reader) && reader.raw('linkToSource') === true;
}
