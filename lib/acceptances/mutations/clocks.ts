import type { Ctx } from '@/lib/core/context';
import type { Tx } from '@/lib/core/db';

/**
 * Stops the clocks of the findings that a request names while it waits for its decision, and lets them go on after it,
 * unless another request still waits for the same finding. Asking for a package, a rule or a product stops none: nobody
 * gains time on what nobody has looked at.
 */
export async function awaitDecision(tx: Tx, ctx: Ctx, id: string, waits: boolean): Promise<void> {
  const at = ctx.now.toISOString();
  await tx.$queryRaw`
    SELECT sla_await(array_agg(m.finding_id), ${at}::timestamptz, ${waits}::boolean)::text
    FROM acceptance_finding m WHERE m.acceptance_id = ${id}::uuid AND NOT EXISTS (
      SELECT FROM acceptance_finding o JOIN acceptance a ON a.id = o.acceptance_id
      WHERE o.finding_id = m.finding_id AND a.id <> ${id}::uuid AND a.state = 'requested' AND a.scope = 'findings'
        AND a.expires_at > ${at}::timestamptz)
    HAVING count(*) > 0`;
}
