import type { Json } from '@/lib/core/json';
import type { RefusalCode } from '@/lib/events/reading/types';
import type { EventDraft } from '@/lib/events/types';

/** When a record came, and the zone that its sender's clock shows (an IANA name); null: UTC. */
export type Reception = { readonly receivedAt: Date; readonly zone: string | null };

/** One way in which a kind of sender writes its records. Adding one: a file, its test, a line in registry.ts and in docs/events.md. */
export type Shape = {
  /** As in `/api/v1/events/falco`. */
  readonly id: string;
  /** Name for people: "Falco (JSON)". A proper name, not translated. */
  readonly label: string;
  /** json: values, one after the other or in arrays. lines: each line of text is a record, handed to `read` as text. */
  readonly syntax: 'json' | 'lines';
  /** Members of an object that hold an array of records, where the sender sends such an envelope. */
  readonly envelopes?: readonly string[];
  /** Of lines in a row that are one record, what they have in common; empty for a line of its own. */
  readonly joins?: (line: string) => string;
  /**
   * One record may tell of several events, or (a heartbeat) of none.
   * @param at for times that are told in part: RFC 3164 leaves out year and zone. Not a time to fall back on.
   * @throws UnreadableRecord where it is not of this shape
   */
  read(record: Json, at: Reception): readonly EventDraft[];
};

/** A record that a shape cannot read; it is kept as it came, and the sender is told. */
export class UnreadableRecord extends Error {
  constructor(readonly code: RefusalCode) {
    super(code);
  }
}
