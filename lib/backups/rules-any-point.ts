import { restorableRange } from '@/lib/backups/rules-range';
import type { Span } from '@/lib/backups/rules-span';
import type { Plan, State } from '@/lib/backups/types';

/** Tools whose databases can be brought back to any instant, by shape: one that is not is missed, not out of question. */
const CONTINUOUS: readonly string[] = ['pgbackrest', 'barman', 'azure-sql'];

/** Whether a service is a database, or promises a log of changes: of a file share nobody wants any point in time. */
export function wantsAnyPoint(plans: readonly Pick<Plan, 'logMinutes'>[], shapes: readonly string[]): boolean {
  return plans.some(({ logMinutes }) => logMinutes !== null) || shapes.some((shape) => CONTINUOUS.includes(shape));
}

/**
 * Whether each part of a service could be brought back to any instant from a copy on until so lately that no more than its
 * recovery point is lost (PITR). `unknown`: no copy of it is known.
 */
export function anyPoint(
  parts: readonly { readonly spans: readonly Span[] }[],
  { rpoMinutes }: { readonly rpoMinutes: number },
  now: Date,
): State {
  if (parts.length === 0) return 'unknown';
  const since = now.getTime() - rpoMinutes * 60_000;
  const holds = parts.every(({ spans }) => {
    const { any } = restorableRange(spans, now);
    return any !== null && any.until.getTime() >= since;
  });
  return holds ? 'met' : 'missed';
}
