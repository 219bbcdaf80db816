import { type Tx, unsafeDb } from '@/lib/core/db';
import { layersSchema } from '@/lib/escalation/stored';
import type { Schedule } from '@/lib/escalation/types';

export type StoredSchedule = Schedule & { readonly id: string; readonly name: string; readonly version: number };

/**
 * Schedules that are in use, with the overrides that end after `from`. No scope: who is on call is for everybody who may
 * read it, and tells nothing of a product.
 */
export async function readSchedules(
  from: Date,
  db: Pick<Tx, 'onCallSchedule'> = unsafeDb(),
  id?: string,
): Promise<readonly StoredSchedule[]> {
  const rows = await db.onCallSchedule.findMany({
    where: { id, archivedAt: null },
    include: {
      overrides: { where: { withdrawnAt: null, to: { gt: from } }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
    },
    orderBy: { name: 'asc' },
  });
  return rows.map(({ id, name, timeZone, layers, overrides, version }) => ({
    ...{ id, name, timeZone, version, overrides },
    layers: layersSchema.parse(layers),
  }));
}
