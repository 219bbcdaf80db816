import { EVENT_LIMITS } from '@/lib/events/limits';
import type { Piece, Refused } from '@/lib/events/reading/types';

function* linesOf(text: string): Generator<Piece> {
  let line = 0;
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    const piece = text.slice(at, end).trimEnd();
    line += 1;
    at = end + 1;
    if (piece.trim() !== '') yield { text: piece, line };
  }
}

function whole(piece: Piece): Piece | Refused {
  if (piece.text.length <= EVENT_LIMITS.record) return piece;
  return { text: piece.text.slice(0, EVENT_LIMITS.refusalText), line: piece.line, refused: 'too_large' };
}

/**
 * Cuts a text into its lines; blank ones are left out.
 * @param joins what lines in a row have in common that are one record; empty for a record of its own
 */
export function* cutLines(text: string, joins: (line: string) => string = () => ''): Generator<Piece | Refused> {
  let open: { readonly mark: string; readonly line: number; readonly texts: string[]; size: number } | null = null;
  for (const piece of linesOf(text)) {
    const mark = joins(piece.text);
    if (open !== null && mark !== '' && mark === open.mark && open.size + piece.text.length < EVENT_LIMITS.record) {
      open.texts.push(piece.text);
      open.size += piece.text.length + 1;
      continue;
    }
    if (open !== null) yield whole({ text: open.texts.join('\n'), line: open.line });
    open = { mark, line: piece.line, texts: [piece.text], size: piece.text.length };
  }
  if (open !== null) yield whole({ text: open.texts.join('\n'), line: open.line });
}
