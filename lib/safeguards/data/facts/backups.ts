import { z } from 'zod';
import { proves } from '@/lib/backups/rules-restore';
import { COMPARISONS, STATES, TEST_RESULTS } from '@/lib/backups/types';
import { storedVerdicts } from '@/lib/backups/verdicts';
import { unsafeDb } from '@/lib/core/db';
import type { ServiceFact } from '@/lib/safeguards/facts';

const drillsSchema = z.array(
  z.object({
    serviceId: z.string(),
    startedAt: z.date(),
    result: z.enum(TEST_RESULTS),
    compared: z.enum(COMPARISONS),
    inTime: z.boolean(),
  }),
);

/** The newest drill or real recovery of each service, against the recovery time that is promised now. */
async function readDrills(now: Date): Promise<ReadonlyMap<string, ServiceFact['drill']>> {
  const found = await unsafeDb().$queryRaw`
    SELECT DISTINCT ON (t.service_id) t.service_id::text AS "serviceId", t.started_at AS "startedAt", t.result, t.compared,
      t.seconds <= o.rto_minutes * 60 AS "inTime"
    FROM restore_test t JOIN LATERAL (
      SELECT rto_minutes FROM backup_objective o WHERE o.service_id = t.service_id AND o.since <= ${now}::timestamptz
      ORDER BY o.since DESC, o.id DESC LIMIT 1) o ON true
    WHERE t.kind IN ('drill', 'real') AND t.withdrawn_at IS NULL AND t.started_at <= ${now}::timestamptz
    ORDER BY t.service_id, t.started_at DESC`;
  const drills = drillsSchema.parse(found).map(({ serviceId, inTime, ...test }) => {
    const drill: ServiceFact['drill'] = { at: test.startedAt, proves: proves(test), inTime };
    return [serviceId, drill] as const;
  });
  return new Map(drills);
}

/** Services with recovery objectives by product, as backups judged them last. */
export async function readServices(now: Date): Promise<ReadonlyMap<string, readonly ServiceFact[]>> {
  const select = { id: true, productId: true, verdicts: true, evaluatedAt: true, anyPoint: true } as const;
  const [rows, drills] = await Promise.all([unsafeDb().backupService.findMany({ select }), readDrills(now)]);
  const facts = rows.map(({ id, productId, verdicts, evaluatedAt: at, anyPoint }) => ({
    ...{ productId, at },
    anyPoint: STATES.find((state) => state === anyPoint) ?? null,
    drill: drills.get(id) ?? null,
    verdicts: storedVerdicts(verdicts).map(({ objective, state }) => ({ objective, state })),
  }));
  return Map.groupBy(facts, ({ productId }) => productId);
}
