import { z } from 'zod';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import type { ProductFacts, SenderFact } from '@/lib/safeguards/facts';

/** Senders by product from which anything is expected. */
export async function readSenders(): Promise<ReadonlyMap<string, readonly SenderFact[]>> {
  const rows = await unsafeDb().eventSender.findMany({
    where: { OR: [{ expectedSeconds: null }, { expectedSeconds: { gt: 0 } }] },
    select: { productId: true, shape: true, lastReceivedAt: true, silentSince: true },
  });
  const facts = rows.map(({ silentSince, ...row }) => ({ ...row, silent: silentSince !== null }));
  return Map.groupBy(facts, ({ productId }) => productId);
}

const alertsSchema = z.array(z.object({ productId: z.string(), inTime: z.number(), late: z.number() }));

/** Alerts of the last days by how long after their first event's arrival they were raised; ours about senders are none. */
export async function readAlerts(days: number, now: Date): Promise<ReadonlyMap<string, ProductFacts['alerts']>> {
  const found = await unsafeDb().$queryRaw`
    SELECT a.product_id::text AS "productId",
      count(*) FILTER (WHERE a.created_at <= a.received_at + interval '1 minute')::int AS "inTime",
      count(*) FILTER (WHERE a.created_at > a.received_at + interval '1 minute')::int AS late
    FROM alert a WHERE a.created_at >= ${addDays(now, -days)}::timestamptz AND a.rule NOT LIKE 'system:%'
    GROUP BY a.product_id`;
  return new Map(alertsSchema.parse(found).map(({ productId, ...alerts }) => [productId, alerts]));
}
