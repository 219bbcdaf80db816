import { cutJson } from '@/lib/events/reading/cut-json';
import { cutLines } from '@/lib/events/reading/cut-lines';
import type { Piece, Refused } from '@/lib/events/reading/types';
import type { Shape } from '@/lib/events/shapes/types';

/** Cuts a delivery into the records of a shape. */
export function piecesOf({ syntax, envelopes, joins }: Shape, text: string): Generator<Piece | Refused> {
  return syntax === 'json' ? cutJson(text, envelopes ?? []) : cutLines(text, joins);
}
