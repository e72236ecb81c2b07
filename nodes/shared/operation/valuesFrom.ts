import type { Reader } from '../contract/field';
import { choice, fixed, json, when } from '../form/fields';

export const FORM = 'form';
export const PORTABLE = 'portable';

/** When fields are shown that a portable activity is read with. */
export const FROM_PORTABLE = { valuesFrom: [PORTABLE] };

/** Where an operation takes its values from: its own form, or a portable activity. */
export const VALUES_FROM = {
	valuesFrom: fixed(
		choice(
			'Values From',
			[
				{ name: 'Fields Above', value: FORM },
				{
					name: 'Portable Activity',
					value: PORTABLE,
					description:
						'An activity from any of the four vendors, read with Output set to Portable. Values ' +
						'entered above override it.',
				},
			],
			{ fallback: FORM },
		),
	),
	portableActivity: when(
		{
			...json('Portable Activity'),
			property: (name) => ({
				...json('Portable Activity', {
					description: 'The activity to take the values from',
				}).property(name),
				default: '={{ $json }}',
			}),
		},
		FROM_PORTABLE,
	),
};

/** Whether the user has chosen a portable activity. */
export function isFromPortable(reader: Reader): boolean {
	return reader.raw('valuesFrom') === PORTABLE;
}
