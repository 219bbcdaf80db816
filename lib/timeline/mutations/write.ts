import { createHash } from 'node:crypto';
import { canonical } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { rowId } from '@/lib/core/row-id';
import { type HeldIncident, requirePerson } from '@/lib/incidents/mutations/find';
import { keepEntry } from '@/lib/incidents/mutations/keep';
import type { NoteKind } from '@/lib/timeline/types';

/** What a row says; `at` in microseconds with the nanoseconds that are left over beside it. */
export type Said = {
  readonly at: string;
  readonly nanos: number;
  readonly title: string;
  readonly text: string;
  readonly known?: string;
  readonly actor?: string;
  readonly host?: string;
};

export type Written = Said & {
  /** Empty of an item that is new: it is about itself. */
  readonly ref: string;
  readonly kind: NoteKind | 'removed';
  readonly replaces?: { readonly id: string; readonly kind: string; readonly by: string };
  readonly reason?: string;
};

const VERB = {
  pin: 'pinned',
  key_moment: 'key_moment',
  comment: 'commented',
  item: 'added',
  removed: 'removed',
} as const satisfies Record<Written['kind'], string>;

/** What the log keeps of a row's words: SHA-256 of their canonical JSON, in hex. A row that was changed has another one. */
export function noteHash({ at, nanos, title, text, known = '', actor = '', host = '' }: Said): string {
  return createHash('sha256').update(canonical({ at, nanos, title, text, known, actor, host })).digest('hex');
}

/**
 * Appends a row and its line of the log, which holds the hash of all that the row says.
 * @returns the item's ref
 */
export async function writeNote(tx: Tx, ctx: Ctx, row: HeldIncident, note: Written): Promise<string> {
  const by = requirePerson(ctx);
  const id = rowId();
  const { kind, at, nanos, title, text, known = '', actor = '', host = '', replaces, reason = '' } = note;
  const ref = note.ref || `n.${id}`;
  // A `Date` holds no microseconds: hence not by the client's own `create`.
  await tx.$executeRaw`
    INSERT INTO timeline_note (id, incident_id, ref, kind, at, nanos, title, text, known, actor, host, replaces_id, reason,
      created_at, created_by_id, created_by_name)
    VALUES (${id}::uuid, ${row.id}::uuid, ${ref}, ${kind}, ${at}::timestamptz, ${nanos}, ${title}, ${text}, ${known},
      ${actor}, ${host}, ${replaces?.id ?? null}::uuid, ${reason}, ${ctx.now}, ${by.id}::uuid, ${by.name})`;
  await keepEntry(tx, ctx, row, {
    kind: 'pin',
    note: reason || known || text,
    data: {
      verb: replaces && kind !== 'removed' ? 'corrected' : VERB[kind],
      item: ref,
      title,
      time: at,
      contentSha256: noteHash(note),
      ...(replaces && { what: replaces.kind, by: replaces.by }),
    },
  });
  return ref;
}
