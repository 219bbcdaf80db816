import type { Scope } from '@/lib/access/policy';
import { type Tx, unsafeDb } from '@/lib/core/db';
import { REGIMES } from '@/lib/duties/regimes';
import type { RegimeSetting, SwitchedOff } from '@/lib/duties/types';
import type { DutyRegimeSwitch } from '@/prisma/generated/client';

type Reads = Pick<Tx, 'dutyRegimeSwitch'>;

const offOf = ({ reason, createdByName, validFrom }: DutyRegimeSwitch): SwitchedOff => ({
  ...{ reason, by: createdByName, since: validFrom.toISOString() },
});

/** The regimes that the organisation is not asked about, for incidents that are declared at `at`. */
export async function switchedOffAt(db: Reads, at: Date): Promise<ReadonlyMap<string, SwitchedOff>> {
  const rows = await db.dutyRegimeSwitch.findMany({
    where: { validFrom: { lte: at } },
    orderBy: [{ validFrom: 'asc' }, { number: 'asc' }],
  });
  // The last one of a regime counts.
  const inForce = new Map(rows.map((row) => [row.regime, row]));
  return new Map([...inForce.values()].filter(({ active }) => !active).map((row) => [row.regime, offOf(row)]));
}

/** Every regime with whether it is asked about, and what was said of that. No scope: nobody's data. */
export async function regimeSettings(_scope: Scope, now: Date): Promise<readonly RegimeSetting[]> {
  const [off, rows] = await Promise.all([
    switchedOffAt(unsafeDb(), now),
    unsafeDb().dutyRegimeSwitch.findMany({ orderBy: { number: 'desc' } }),
  ]);
  return REGIMES.flatMap(({ id, title, editions }) => {
    const edition = editions.at(-1);
    if (!edition) return [];
    const switches = rows
      .filter(({ regime }) => regime === id)
      .map((row) => ({
        ...offOf(row),
        ...{ number: row.number, active: row.active, createdAt: row.createdAt.toISOString() },
        planned: row.validFrom > now,
      }));
    return [{ regime: id, title, source: edition.source, active: !off.has(id), switches }];
  });
}
