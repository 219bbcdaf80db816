import { STATES } from '@/lib/backups/types';
import { storedVerdicts } from '@/lib/backups/verdicts';
import { unsafeDb } from '@/lib/core/db';
import type { ServiceFact } from '@/lib/safeguards/facts';

/** Services with recovery objectives by product, as backups judged them last. */
export async function readServices(): Promise<ReadonlyMap<string, readonly ServiceFact[]>> {
  const rows = await unsafeDb().backupService.findMany({
    select: { productId: true, verdicts: true, evaluatedAt: true, anyPoint: true },
  });
  const facts = rows.map(({ productId, verdicts, evaluatedAt: at, anyPoint }) => ({
    ...{ productId, at },
    anyPoint: STATES.find((state) => state === anyPoint) ?? null,
    verdicts: storedVerdicts(verdicts).map(({ objective, state }) => ({ objective, state })),
  }));
  return Map.groupBy(facts, ({ productId }) => productId);
}
