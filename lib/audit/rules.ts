import { z } from 'zod';
import { GENESIS, sealHash } from '@/lib/audit/chain';
import type { Breach } from '@/lib/audit/types';
import { auditMac } from '@/lib/core/audit';

const signedSchema = z.object({
  at: z.string(),
  actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string(), session: z.string().nullable() }),
  action: z.string(),
  target: z.object({ kind: z.string(), id: z.string() }),
  product: z.string().nullable(),
});

/** A row as stored, without its seal. */
export type StoredEntry = {
  readonly id: number;
  readonly at: Date;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly sessionId: string | null;
  readonly action: string;
  readonly targetKind: string;
  readonly targetId: string;
  readonly productId: string | null;
  readonly text: string;
  readonly mac: Uint8Array;
};

export type StoredSeal = {
  readonly seq: number;
  readonly entryId: number;
  readonly hash: Uint8Array;
  readonly entry: StoredEntry | null;
};

/** The first column that disagrees with the signed text. */
function changedColumn(entry: StoredEntry): string | null {
  const signed = signedSchema.safeParse(JSON.parse(entry.text));
  if (!signed.success) return 'text';
  const { at, actor, action, target, product } = signed.data;
  const pairs: readonly [string, string | null, string | null][] = [
    ['at', entry.at.toISOString(), at],
    ['actor_kind', entry.actorKind, actor.kind],
    ['actor_id', entry.actorId, actor.id],
    ['actor_name', entry.actorName, actor.name],
    ['session_id', entry.sessionId, actor.session],
    ['action', entry.action, action],
    ['target_kind', entry.targetKind, target.kind],
    ['target_id', entry.targetId, target.id],
    ['product_id', entry.productId, product],
  ];
  return pairs.find(([, stored, said]) => stored !== said)?.[0] ?? null;
}

/** What is wrong with a row by itself, sealed or not. */
export function entryBreach(entry: StoredEntry, seq: number | null): Breach | null {
  if (!auditMac(entry.text).equals(entry.mac)) return { kind: 'text', seq, entryId: entry.id };
  const column = changedColumn(entry);
  return column === null ? null : { kind: 'column', seq, entryId: entry.id, column };
}

/** Walks the chain seal by seal and stops at the first breach. */
export class ChainWalk {
  #prev: Uint8Array = GENESIS;
  #seq = 0;

  /** @returns what is wrong with this seal or its row; null moves on */
  step(seal: StoredSeal): Breach | null {
    const { seq, entryId, entry } = seal;
    if (seq !== this.#seq + 1) return { kind: 'seal-missing', seq: this.#seq + 1, entryId: null };
    if (!entry) return { kind: 'entry-missing', seq, entryId };
    const own = entryBreach(entry, seq);
    if (own) return own;
    if (!sealHash(this.#prev, { seq, entryId, mac: entry.mac }).equals(seal.hash))
      return { kind: 'seal', seq, entryId };
    this.#prev = seal.hash;
    this.#seq = seq;
    return null;
  }

  get head(): { seq: number; hash: string } | null {
    return this.#seq === 0 ? null : { seq: this.#seq, hash: Buffer.from(this.#prev).toString('hex') };
  }
}
