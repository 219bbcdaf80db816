import { EVENT_LIMITS } from '@/lib/events/limits';
import type { Piece, Refused } from '@/lib/events/reading/types';

/** Cuts a text into its lines; blank ones are left out. */
export function* cutLines(text: string): Generator<Piece | Refused> {
  let line = 0;
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    const piece = text.slice(at, end).trimEnd();
    line += 1;
    at = end + 1;
    if (piece.trim() === '') continue;
    if (piece.length <= EVENT_LIMITS.record) yield { text: piece, line };
    else yield { text: piece.slice(0, EVENT_LIMITS.refusalText), line, refused: 'too_large' };
  }
}
