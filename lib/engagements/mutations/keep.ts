import { type AuditValue, appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';
import type { EngagementEventKind } from '@/lib/engagements/types';

type About = { readonly id: string; readonly number: number; readonly productId: string };

type Happened = {
  readonly kind: EngagementEventKind;
  /** For the words of the history. */
  readonly data?: Readonly<Record<string, string | number>>;
  readonly note?: string;
  /** For the audit trail beside `data` and `note`. */
  readonly audit?: Readonly<Record<string, AuditValue>>;
};

/** Writes what happened into the engagement's history and into the audit trail. */
export async function keepEvent(tx: Tx, ctx: Ctx, { id, number, productId }: About, happened: Happened): Promise<void> {
  const { kind, data = {}, note = '', audit = {} } = happened;
  const { actor } = ctx;
  await tx.engagementEvent.create({
    data: { engagementId: id, at: ctx.now, kind, data, note, actorId: actor.id, actorName: actor.name },
  });
  await appendAudit(tx, ctx, {
    action: `engagement.${kind.replaceAll('_', '-')}`,
    target: { kind: 'engagement', id },
    productId,
    data: { number, ...data, ...(note === '' ? {} : { note }), ...audit },
  });
}
