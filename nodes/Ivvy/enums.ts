/** Fixed values; docs/contracts/ivvy.md sections 6.1 and 7.1. */

export const SUB_TYPES = [
	{ name: 'Call', value: 2 },
	{ name: 'Email', value: 3 },
	{ name: 'Meeting', value: 1 },
];

export const PRIORITIES = [
	{ name: 'High', value: 'high' },
	{ name: 'Low', value: 'low' },
	{ name: 'Medium', value: 'medium' },
];

export const TASK_STATUSES = [
	{ name: 'Cancelled', value: 3 },
	{ name: 'Completed', value: 4 },
	{ name: 'In Progress', value: 1 },
	{ name: 'Not Started', value: 0 },
	{ name: 'On Hold', value: 2 },
];

/** Those that notes of bookings can be given; docs/contracts/ivvy.md section 10. */
export const BOOKING_NOTE_TYPES = [
	{ name: 'Accommodation', value: 8 },
	{ name: 'All Departments', value: 23 },
	{ name: 'Audio Visual', value: 35 },
	{ name: 'Bellman or Van Service', value: 31 },
	{ name: 'Beverage', value: 5 },
	{ name: 'Billing Instructions', value: 3 },
	{ name: 'Car Parking', value: 25 },
	{ name: 'Couriers', value: 11 },
	{ name: 'Dietary Requirements', value: 22 },
	{ name: 'Engineering', value: 34 },
	{ name: 'Food and Beverages', value: 24 },
	{ name: 'Front Office', value: 16 },
	{ name: 'Group Profile', value: 20 },
	{ name: 'Housekeeping', value: 33 },
	{ name: 'Internet', value: 27 },
	{ name: 'Lead', value: 21 },
	{ name: 'Luggage Services', value: 19 },
	{ name: 'Menu', value: 4 },
	{ name: 'Onsite Contact', value: 37 },
	{ name: 'Onsite Contractors', value: 14 },
	{ name: 'Products', value: 7 },
	{ name: 'Reservations', value: 32 },
	{ name: 'Resources', value: 6 },
	{ name: 'Room Drops', value: 18 },
	{ name: 'Sales Office', value: 30 },
	{ name: 'Security', value: 13 },
	{ name: 'Session', value: 2 },
	{ name: 'Set-Up', value: 36 },
	{ name: 'Signage', value: 29 },
	{ name: 'Signatories', value: 15 },
	{ name: 'Suppliers', value: 26 },
	{ name: 'Transfers', value: 17 },
	{ name: 'VIP Guests', value: 12 },
] as const;

/** Those that lists show, and that can't be given. */
const OTHER_NOTE_TYPES = [
	{ name: 'Booking', value: 1 },
	{ name: 'Company', value: 10 },
	{ name: 'Contact', value: 9 },
	{ name: 'Lead Description', value: 28 },
	{ name: 'No Type', value: 0 },
	{ name: 'Original Lead', value: -1 },
] as const;

export const LISTED_NOTE_TYPES = [...BOOKING_NOTE_TYPES, ...OTHER_NOTE_TYPES].sort((a, b) =>
	a.name.localeCompare(b.name, 'en'),
);

/** The documents of a booking that can show a note. */
export const NOTE_TEMPLATES = [
	{ name: 'Event Order (BEO)', value: 1 },
	{ name: 'Quotes and Contracts', value: 2 },
	{ name: 'Resume', value: 3 },
] as const;
