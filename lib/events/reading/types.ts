/** Why a record was refused; each has its remedy in messages/<locale>/events.json. */
export const REFUSAL_CODES = ['not_json', 'too_large', 'too_deep', 'not_this_shape', 'too_old', 'too_many'] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** A record's text as it came, and where it began in the delivery: its line, from 1. */
export type Piece = { readonly text: string; readonly line: number };

/** A piece that is no record; `text` may be cut. */
export type Refused = Piece & { readonly refused: RefusalCode };
