import { KEEP_DAYS_DEFAULT } from '@/lib/events/classes';
import type { CompleteEvent } from '@/lib/events/complete';
import { EVENT_LIMITS } from '@/lib/events/limits';
import { piecesOf } from '@/lib/events/reading/pieces';
import type { Piece } from '@/lib/events/reading/types';
import { readPiece } from '@/lib/events/receive/read';
import { type Shape, UnreadableRecord } from '@/lib/events/shapes/types';
import { EVENT_CLASSES } from '@/lib/events/types';

/** What a delivery came to: events, and records that were refused. */
export type Verdict = { readonly events: number; readonly refused: number };

/** Near the fixtures' times; and before all others, for which a record is too old now. */
const NOW = {
  senderId: 'fuzz',
  receivedAt: new Date('2026-11-22T12:00:00Z'),
  zone: 'Europe/Berlin',
  keep: KEEP_DAYS_DEFAULT,
};
const LONG_AGO = { ...NOW, receivedAt: new Date('1990-01-02T00:00:00Z') };
/** Events of one record. A folded line of syslog tells of up to a hundred. */
const MOST = 20_000;

/** What a delivery did that none may do. */
export class Fault extends Error {
  override readonly name = 'Fault';
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new Fault(what);
}

/** What the database would refuse, or would be too much for it. */
function checkEvent(event: CompleteEvent): void {
  check(EVENT_CLASSES.includes(event.class), `class ${event.class}`);
  check([0, 1, 2, 3, 4].includes(event.severity), `severity ${event.severity}`);
  check(['success', 'failure', 'unknown'].includes(event.outcome), `outcome ${event.outcome}`);
  check(/^(19|20)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(event.at), `moment ${event.at}`);
  check(Number.isInteger(event.nanos) && event.nanos >= 0 && event.nanos < 1_000, `nanoseconds ${event.nanos}`);
  check(/^-?\d{1,19}$/.test(event.id), `id ${event.id}`);
  check(event.name !== '', 'no name');
  check(event.words.length <= 30 && event.words.every((word) => word.length <= 200), 'too many or too long words');
  for (const text of Object.values(event).flat()) {
    if (typeof text !== 'string') continue;
    const isKept = text.length <= 2_000 && text.isWellFormed() && !text.includes('\u0000');
    check(isKept, `text that cannot be stored: ${JSON.stringify(text.slice(0, 80))}`);
  }
}

function eventsOf(shape: Shape, piece: Piece): readonly CompleteEvent[] {
  try {
    return readPiece(shape, piece, NOW);
  } catch (error) {
    if (error instanceof UnreadableRecord && error.code === 'too_old') return readPiece(shape, piece, LONG_AGO);
    throw error;
  }
}

/**
 * Reads a delivery up to the database.
 * @throws Fault where something came of it that must not; whatever a shape throws that is no refusal
 */
export function judge(shape: Shape, text: string): Verdict {
  const verdict = { events: 0, refused: 0 };
  for (const piece of piecesOf(shape, text)) {
    if (verdict.events + verdict.refused > EVENT_LIMITS.records) break;
    check(piece.text.length <= EVENT_LIMITS.record || 'refused' in piece, 'a record that is too large');
    try {
      if ('refused' in piece) throw new UnreadableRecord(piece.refused);
      const events = eventsOf(shape, piece);
      check(events.length <= MOST, `${events.length} events of one record`);
      events.forEach(checkEvent);
      verdict.events += events.length;
    } catch (error) {
      if (!(error instanceof UnreadableRecord)) throw error;
      verdict.refused += 1;
    }
  }
  check(!('polluted' in {}), 'a prototype was changed');
  return verdict;
}
