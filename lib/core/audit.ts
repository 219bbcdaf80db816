import { createHmac } from 'node:crypto';
import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import { deriveKey } from '@/lib/core/secrets';

export type AuditValue =
  | string
  | number
  | boolean
  | null
  | readonly AuditValue[]
  | { readonly [key: string]: AuditValue };

export type AuditChange = {
  /** `noun.verb`, past tense where it reads better: "finding.triaged", "token.created". */
  readonly action: string;
  readonly target: { readonly kind: string; readonly id: string };
  readonly productId?: string;
  /** What changed, or the set that a bulk verb touched. Never secrets. */
  readonly data?: { readonly [key: string]: AuditValue };
};

/** JSON with sorted keys, so that equal content is equal text. */
export function canonical(value: AuditValue): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** HMAC-SHA256 over an entry's canonical text, with a key that the database does not know. */
export function auditMac(text: string): Buffer {
  return createHmac('sha256', deriveKey('audit')).update(text).digest();
}

/** The row of a change, signed: what `appendAudit` writes, for set-based SQL that writes it in its own transaction. */
export function auditRow(ctx: Pick<Ctx, 'actor' | 'now' | 'requestId'>, change: AuditChange) {
  const { actor } = ctx;
  const sessionId = actor.kind === 'person' ? actor.sessionId : null;
  const text = canonical({
    at: ctx.now.toISOString(),
    actor: { kind: actor.kind, id: actor.id, name: actor.name, session: sessionId },
    action: change.action,
    target: change.target,
    product: change.productId ?? null,
    request: ctx.requestId,
    data: change.data ?? {},
  });
  return {
    at: ctx.now,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    sessionId,
    action: change.action,
    targetKind: change.target.kind,
    targetId: change.target.id,
    productId: change.productId ?? null,
    text,
    mac: new Uint8Array(auditMac(text)),
  };
}

/**
 * Writes the audit row of a change, in the change's own transaction. The row is signed here and chained by the
 * sealer (lib/audit/seal.ts), so that writers never wait for one another (docs/decisions).
 */
export async function appendAudit(tx: Tx, ctx: Ctx, change: AuditChange): Promise<void> {
  await tx.auditEntry.create({ data: auditRow(ctx, change) });
}
