import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { DomainError } from '@/lib/core/errors';
import { jsonOf } from '@/lib/core/json';
import { type Arrival, type CompleteEvent, completeEvent } from '@/lib/events/complete';
import { EVENT_LIMITS } from '@/lib/events/limits';
import { piecesOf } from '@/lib/events/reading/pieces';
import type { Piece, RefusalCode } from '@/lib/events/reading/types';
import { type Shape, UnreadableRecord } from '@/lib/events/shapes/types';

/** A record that was understood: its text as it came, and what it tells of. */
export type ReadRecord = { readonly text: string; readonly events: readonly CompleteEvent[] };

/** One that was not; `record` is its place in the delivery, from 1. */
export type Refusal = {
  readonly code: RefusalCode;
  readonly record: number;
  readonly line: number;
  readonly text: string;
};

export type Delivery = { readonly records: readonly ReadRecord[]; readonly refusals: readonly Refusal[] };

/** Records read before others get a turn: a delivery of thousands must not hold up the process. */
const AT_ONCE = 200;

/** What a piece tells of. @throws UnreadableRecord */
export function readPiece(shape: Shape, { text }: Pick<Piece, 'text'>, arrival: Arrival): readonly CompleteEvent[] {
  const value = shape.syntax === 'json' ? jsonOf(text) : text;
  if (value === undefined) throw new UnreadableRecord('not_json');
  const drafts = shape.read(value, arrival);
  if (drafts.length > EVENT_LIMITS.eventsOfRecord) throw new UnreadableRecord('too_many');
  if (drafts.every(({ key }) => key !== '')) return drafts.map((draft) => completeEvent(draft, '', arrival));
  const digest = createHash('sha256').update(text).digest('base64');
  return drafts.map((draft, place) => completeEvent(draft, `${digest}/${place}`, arrival));
}

/**
 * Reads a delivery; each record for itself, so that a broken one costs no other.
 * @throws DomainError `too_large` for too many records or events: nothing of it is kept, and the sender divides it
 */
export async function readDelivery(shape: Shape, text: string, arrival: Arrival): Promise<Delivery> {
  const records: ReadRecord[] = [];
  const refusals: Refusal[] = [];
  let [record, events] = [0, 0];
  for (const piece of piecesOf(shape, text)) {
    record += 1;
    if (record % AT_ONCE === 0) await turn();
    const refuse = (code: RefusalCode) => refusals.push({ code, record, line: piece.line, text: piece.text });
    if (record > EVENT_LIMITS.records) throw new DomainError('too_large', { records: EVENT_LIMITS.records });
    if (events > EVENT_LIMITS.events) throw new DomainError('too_large', { events: EVENT_LIMITS.events });
    if ('refused' in piece) {
      refuse(piece.refused);
      continue;
    }
    try {
      const found = readPiece(shape, piece, arrival);
      events += found.length;
      records.push({ text: piece.text, events: found });
    } catch (error) {
      if (!(error instanceof UnreadableRecord)) throw error;
      refuse(error.code);
    }
  }
  return { records, refusals };
}
