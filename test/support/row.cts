/** A record, a form or the JSON of an item: values by their names. */
export type Row = Record<string, unknown>;
