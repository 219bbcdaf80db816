import type { StepVerb } from '@/lib/alerts/types';
import { type AuditValue, appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';

type About = { readonly id: string; readonly number: number; readonly productId: string };

type Happened = {
  readonly verb: StepVerb;
  readonly note: string;
  /** For the words of the history. */
  readonly data?: Readonly<Record<string, string | number>>;
  /** For the audit trail beside `data` and `note`. */
  readonly audit?: Readonly<Record<string, AuditValue>>;
};

/** Writes what a person did into the alert's history and into the audit trail. */
export async function keepStep(tx: Tx, ctx: Ctx, { id, number, productId }: About, happened: Happened): Promise<void> {
  const { verb, note, data = {}, audit = {} } = happened;
  const { actor } = ctx;
  const actorId = actor.kind === 'person' ? actor.id : null;
  await tx.alertStep.create({ data: { alertId: id, at: ctx.now, verb, actorId, actorName: actor.name, note, data } });
  await appendAudit(tx, ctx, {
    action: `alert.${verb}`,
    target: { kind: 'alert', id },
    productId,
    data: { number, ...data, ...(note === '' ? {} : { note }), ...audit },
  });
}
