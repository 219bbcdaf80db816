import { requirePermission } from '@/lib/access/policy';
import { holdAlert, requirePerson } from '@/lib/alerts/mutations/find';
import { keepStep } from '@/lib/alerts/mutations/keep';
import { refuseVerb } from '@/lib/alerts/rules';
import type { Note } from '@/lib/alerts/schema';
import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

/** Adds a note to the history of an alert, in whatever state it is. @throws DomainError forbidden, not_found, invalid */
export async function noteAlert(ctx: Ctx, { id, note }: Note): Promise<void> {
  const scope = requirePermission(ctx, 'alert:triage');
  requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const row = await holdAlert(tx, scope, id);
    const issue = refuseVerb({ verb: 'note', note, verdict: null }, row);
    if (issue) throw new DomainError('invalid', { issue });
    await keepStep(tx, ctx, row, { verb: 'noted', note });
  });
}
