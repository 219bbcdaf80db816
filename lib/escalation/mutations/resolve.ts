import { z } from 'zod';
import type { Ctx } from '@/lib/core/context';
import { inTransaction, unsafeDb } from '@/lib/core/db';
import { eachForItself } from '@/lib/core/each';
import { tellServices } from '@/lib/escalation/mutations/stop';

/** Looked back upon: a worker that was away for longer leaves it to people. */
const SINCE_MS = 30 * 86_400_000;
const idsSchema = z.array(z.object({ id: z.string() }));

/** Services that were called for an incident hear that it has ended, once for each time that it ends. */
export async function resolveClosed(ctx: Ctx): Promise<void> {
  const since = new Date(ctx.now.getTime() - SINCE_MS);
  const find = (db: Pick<ReturnType<typeof unsafeDb>, '$queryRaw'>, id: string | null) => db.$queryRaw`
    SELECT i.id::text FROM incident i WHERE i.closed_at > ${since} AND (${id}::uuid IS NULL OR i.id = ${id}::uuid)
      AND EXISTS (SELECT FROM escalation_delivery d WHERE d.incident_id = i.id AND d.kind = 'pagerduty' AND d.purpose = 'call'
        AND NOT EXISTS (SELECT FROM escalation_delivery r WHERE r.incident_id = i.id AND r.purpose = 'resolve'
          AND r.created_at >= d.created_at))`;
  await eachForItself(idsSchema.parse(await find(unsafeDb(), null)), 'telling services of an end', ({ id }) =>
    inTransaction(ctx, async (tx) => {
      await tx.$queryRaw`SELECT FROM incident WHERE id = ${id}::uuid FOR UPDATE`;
      if (idsSchema.parse(await find(tx, id)).length > 0) await tellServices(tx, ctx, id, 'resolve');
    }),
  );
}
