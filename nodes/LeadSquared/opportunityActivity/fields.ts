import { GUID_ID, picker } from '../../shared/form/recordPickers';
import { EVENT_CODE } from '../customActivity/fields';

/** An opportunity is kept as an activity, whose ID it has (docs/contracts/leadsquared.md section 6.1). */
export const opportunity = picker('Opportunity', GUID_ID, {
	search: 'searchOpportunities',
	description: 'The opportunity. The list shows those of the lead and type above.',
});

/** Asked for by most accounts where the opportunities of a lead are listed. */
export const opportunityType = picker('Opportunity Type', EVENT_CODE, {
	search: 'searchOpportunityTypes',
	description: 'Needed for the list of opportunities only',
});
