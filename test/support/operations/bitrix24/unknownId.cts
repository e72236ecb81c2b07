/** An ID of no record of the fake portal. */
export const UNKNOWN = 99999;
