import { requirePermission, type Scope } from '@/lib/access/policy';
import { requireStepUp } from '@/lib/access/step-up';
import type { AuditFilter } from '@/lib/audit/schema';
import { appendAudit } from '@/lib/core/audit';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';

/** Leaves its own row in the trail, then gives the right to read the export. Needs a step-up each time. */
export function beginExport(ctx: Ctx, filter: AuditFilter): Promise<Scope> {
  const scope = requirePermission(ctx, 'audit:export');
  return inTransaction(ctx, async (tx) => {
    await requireStepUp({ ...ctx, db: tx }, 'audit:export', 'audit');
    const asked = Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
    await appendAudit(tx, ctx, {
      action: 'audit.exported',
      target: { kind: 'audit', id: 'audit' },
      data: { filter: Object.fromEntries(asked) },
    });
    return scope;
  });
}
