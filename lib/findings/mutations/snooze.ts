import { requirePermission } from '@/lib/access/policy';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import type { OrderOf } from '@/lib/findings/bulk-schema';
import { auditOf } from '@/lib/findings/mutations/audit';
import { changeFindings, type VerbChange } from '@/lib/findings/mutations/change';
import { outcomeOf, targetOf } from '@/lib/findings/mutations/target';
import type { SnoozeInput, WakeInput } from '@/lib/findings/schema';
import { refuseSnooze, SNOOZE_MAX_DAYS } from '@/lib/findings/snooze';
import type { Outcome } from '@/lib/findings/types';
import { Prisma } from '@/prisma/generated/client';

const OPEN = Prisma.sql`f.status IN ('open', 'confirmed', 'in_progress')`;
const AWAKE = {
  snoozedUntil: Prisma.sql`NULL::timestamptz`,
  wakeOn: Prisma.sql`NULL::jsonb`,
  wokenAt: Prisma.sql`NULL::timestamptz`,
} as const;

type Wanted = Pick<SnoozeInput, 'until' | 'wakeOn'>;

/** The conditions of `f` that are not true yet, as jsonb; null where none is left. */
function wakeOnOf({ knownExploited, epss, severity, exposed }: Wanted['wakeOn']): Prisma.Sql {
  const pairs = [
    Prisma.sql`'knownExploited', CASE WHEN ${knownExploited} AND f.known_exploited IS NOT TRUE THEN TRUE END`,
    Prisma.sql`'epss', CASE WHEN f.epss IS NULL OR f.epss <= ${epss}::real THEN ${epss}::real END`,
    Prisma.sql`'severity', CASE WHEN ${severity} AND f.severity < 4 THEN f.severity END`,
    Prisma.sql`'exposed', CASE WHEN ${exposed} AND NOT EXISTS (
      SELECT 1 FROM product p WHERE p.id = f.product_id AND p.exposure = 'internet') THEN TRUE END`,
  ];
  return Prisma.sql`NULLIF(jsonb_strip_nulls(jsonb_build_object(${Prisma.join(pairs)})), '{}')`;
}

function momentOf(ctx: Ctx, until: string | null): Date {
  const moment = until === null ? addDays(ctx.now, SNOOZE_MAX_DAYS - 1) : new Date(until);
  const issue = refuseSnooze(moment, ctx.now);
  if (issue) throw new DomainError('invalid', { issue });
  return moment;
}

/**
 * What snoozing changes: open findings leave the inbox until the moment, or until one of the conditions becomes true.
 * They stay open, for counts and due dates.
 * @throws DomainError invalid (`issue: snooze_past, snooze_too_long`)
 */
export function snoozeChange(ctx: Ctx, { until, wakeOn, note }: Omit<OrderOf<'snooze'>, 'verb'>): VerbChange {
  return {
    kind: 'snooze',
    applies: OPEN,
    why: Prisma.sql`'from_' || f.status`,
    set: {
      ...AWAKE,
      snoozedUntil: Prisma.sql`${momentOf(ctx, until).toISOString()}::timestamptz`,
      wakeOn: wakeOnOf(wakeOn),
    },
    note: note || null,
  };
}

/** What waking by hand changes: they are back in their queues, without the mark of those that woke by themselves. */
export function wakeChange(): VerbChange {
  return { kind: 'wake', applies: Prisma.sql`f.snoozed_until IS NOT NULL`, set: AWAKE };
}

/** @throws DomainError forbidden, not_found, invalid (`issue`), conflict */
export async function snooze(ctx: Ctx, { selection, ...order }: SnoozeInput): Promise<Outcome> {
  const { until, wakeOn } = order;
  return run(ctx, selection, 'finding.snoozed', snoozeChange(ctx, order), { until, wakeOn });
}

/** @throws DomainError forbidden, not_found, conflict */
export async function wake(ctx: Ctx, { selection }: WakeInput): Promise<Outcome> {
  return run(ctx, selection, 'finding.woken', wakeChange(), {});
}

async function run(
  ctx: Ctx,
  selection: SnoozeInput['selection'],
  action: string,
  change: VerbChange,
  data: Parameters<typeof auditOf>[3],
): Promise<Outcome> {
  const scope = requirePermission(ctx, 'finding:triage');
  return inTransaction(ctx, async (tx) => {
    const done = await changeFindings(tx, ctx, { ...change, target: await targetOf(tx, ctx, scope, selection) });
    const outcome = await outcomeOf(tx, scope, selection, done);
    if (done.changed > 0) await appendAudit(tx, ctx, auditOf(action, selection, done, data));
    return outcome;
  });
}
