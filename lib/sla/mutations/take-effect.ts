import { inTransaction, type Tx } from '@/lib/core/db';
import type { SlaCause, SlaPlace } from '@/lib/sla/types';
import { Prisma } from '@/prisma/generated/client';

/** SQL over `d`, a product: within the place. */
export function within({ kind, id }: SlaPlace): Prisma.Sql {
  if (kind === 'organisation') return Prisma.sql`TRUE`;
  return kind === 'team' ? Prisma.sql`d.team_id = ${id}::uuid` : Prisma.sql`d.id = ${id}::uuid`;
}

/** Has the open findings of a place computed anew. One under way may have read the old policy: it does not serve. */
export async function askAnew(tx: Tx, place: SlaPlace, cause: SlaCause, now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO sla_sweep (product_id, cause, asked_at)
    SELECT d.id, ${cause}::text, ${now.toISOString()}::timestamptz FROM product d WHERE ${within(place)}`;
}

/** Policies whose day has come take effect: the findings of their place are computed anew. */
export async function takeEffect(now: Date): Promise<void> {
  const at = now.toISOString();
  await inTransaction({}, async (tx) => {
    await tx.$executeRaw`
      WITH come AS (
        UPDATE sla_policy p SET applied_at = ${at}::timestamptz FROM sla_calendar c
        WHERE c.id = p.calendar_id AND p.applied_at IS NULL
          AND p.valid_from <= (${at}::timestamptz AT TIME ZONE c.time_zone)::date
        RETURNING p.team_id, p.product_id
      )
      INSERT INTO sla_sweep (product_id, cause, asked_at)
      SELECT DISTINCT d.id, 'policy', ${at}::timestamptz FROM come c JOIN product d
        ON d.id = c.product_id OR d.team_id = c.team_id OR c.product_id IS NULL AND c.team_id IS NULL`;
  });
}
