import { z } from 'zod';
import { BACKUP_LIMITS } from '@/lib/backups/limits';
import type { DraftSchedule } from '@/lib/backups/shapes/types';

const declaredSchema = z
  .array(
    z.object({
      asset: z.string(),
      every: z.string(),
      everyMinutes: z.number().nullable(),
      keepMinutes: z.number().nullable(),
      paused: z.boolean(),
      /** When the tool said so last: ISO 8601. */
      saidAt: z.string(),
    }),
  )
  .catch([]);

/** A schedule of the tool itself, as it was told of last. */
export type Declared = z.infer<typeof declaredSchema>[number];

/** What a source keeps of its tool's schedules. */
export const declaredOf = (stored: unknown): readonly Declared[] => declaredSchema.parse(stored);

const sameWord = (a: DraftSchedule, b: DraftSchedule) =>
  a.every === b.every && a.everyMinutes === b.everyMinutes && a.keepMinutes === b.keepMinutes && a.paused === b.paused;

/** The newest word on each, by asset. `news`: how many are new or say something else. */
export function withDeclared(stored: unknown, told: readonly DraftSchedule[], now: Date) {
  const known = new Map(declaredOf(stored).map((one) => [one.asset, one]));
  let news = 0;
  for (const { asset, every, ...more } of told) {
    const name = asset.slice(0, BACKUP_LIMITS.name);
    const next = { ...more, asset: name, every: every.slice(0, BACKUP_LIMITS.name), saidAt: now.toISOString() };
    const before = known.get(name);
    if (!before || !sameWord(before, next)) news += 1;
    known.set(name, next);
  }
  return { news, declared: [...known.values()].slice(-BACKUP_LIMITS.schedules) };
}
