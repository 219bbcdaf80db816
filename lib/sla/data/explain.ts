import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';
import { type DueReason, type Shortening, SLA_CONDITIONS, SLA_STARTS } from '@/lib/sla/types';

const rowSchema = z.object({
  team: z.string().nullable(),
  product: z.string().nullable(),
  version: z.number(),
  business: z.boolean(),
  starts: z.enum(SLA_STARTS),
  startedOn: z.string().nullable(),
  baseDays: z.number().nullable(),
  days: z.number().nullable(),
  condition: z.enum(SLA_CONDITIONS).nullable(),
  threshold: z.number().nullable(),
  factor: z.number().nullable(),
  maxDays: z.number().nullable(),
  pausedDays: z.number(),
});
type Row = z.infer<typeof rowSchema>;

function shorteningOf({ condition, threshold, factor, maxDays }: Row): Shortening | null {
  if (condition === null) return null;
  if (factor !== null) return { condition, threshold, factor, maxDays: null };
  return maxDays === null ? null : { condition, threshold, factor: null, maxDays };
}

/**
 * Why a finding is due when it is, as the policy in force at `now` has it. For callers that have proven that the finding
 * is within their scope.
 */
export async function dueReason(findingId: number, now: Date): Promise<DueReason | null> {
  const found = await unsafeDb().$queryRaw`
    SELECT t.name AS team, d.name AS product, p.number AS version, p.business, p.starts::text AS starts,
      w.started_on::text AS "startedOn", w.base_days AS "baseDays", w.days, w.shortening::text AS condition,
      s.threshold, s.factor, s.max_days AS "maxDays", w.paused_days AS "pausedDays"
    FROM sla_due_of(ARRAY[${findingId}::int], ${now.toISOString()}::timestamptz) w
    JOIN sla_policy p ON p.id = w.policy_id LEFT JOIN team t ON t.id = p.team_id LEFT JOIN product d ON d.id = p.product_id
    LEFT JOIN sla_shortening s ON s.policy_id = p.id AND s.condition = w.shortening`;
  const [row] = z.array(rowSchema).parse(found);
  if (!row) return null;
  const { version, business, starts, startedOn, baseDays, days, pausedDays, team, product } = row;
  const place = product === null ? (team === null ? 'organisation' : 'team') : 'product';
  return {
    place,
    placeName: product ?? team,
    version,
    business,
    starts,
    startedOn,
    baseDays,
    days,
    shortening: shorteningOf(row),
    pausedDays,
  };
}
