import type { AddressBook } from '../shared/operation/portablePeople';

/**
 * An activity holds its people with email and phone number (docs/contracts/deskera.md section 3.3): nothing is read.
 */
export const addresses: AddressBook = {};
