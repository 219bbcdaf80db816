import { inTransaction } from '@/lib/core/db';
import { IS_OPEN } from '@/lib/sla/mutations/recompute';

/**
 * Stops the clocks of open findings whose acceptance is asked for (from then on, those that come later from first sight
 * on), and lets those go on that nobody asks for any more.
 */
export async function followRequests(now: Date): Promise<void> {
  const at = now.toISOString();
  await inTransaction({}, async (tx) => {
    await tx.$executeRaw`
      WITH asked AS MATERIALIZED (
        SELECT * FROM acceptance WHERE state = 'requested' AND expires_at > ${at}::timestamptz
      ), waits AS MATERIALIZED (
        SELECT f.id, a.requested_at FROM asked a
        JOIN acceptance_finding m ON m.acceptance_id = a.id AND m.voided_at IS NULL JOIN finding f ON f.id = m.finding_id
        WHERE a.scope = 'findings' AND ${IS_OPEN}
        UNION ALL
        SELECT f.id, GREATEST(a.requested_at, f.first_seen_at) FROM asked a JOIN finding f ON f.product_id = a.product_id
        WHERE a.scope <> 'findings' AND ${IS_OPEN} AND f.severity <= a.ceiling
          AND (a.exploited OR f.known_exploited IS NOT TRUE)
          AND (a.package_name IS NULL OR f.package_name = a.package_name) AND (a.rule_id IS NULL OR f.rule_id = a.rule_id)
      ), begun AS (
        INSERT INTO sla_pause (finding_id, kind, started_at)
        SELECT id, 'awaiting', min(requested_at) FROM waits GROUP BY id
        ON CONFLICT (finding_id, kind) WHERE ended_at IS NULL DO NOTHING RETURNING finding_id
      ), over AS (
        UPDATE sla_pause p SET ended_at = GREATEST(${at}::timestamptz, p.started_at)
        WHERE p.kind = 'awaiting' AND p.ended_at IS NULL AND NOT EXISTS (SELECT FROM waits w WHERE w.id = p.finding_id)
        RETURNING finding_id
      )
      INSERT INTO sla_touched (finding_id) SELECT finding_id FROM begun UNION ALL SELECT finding_id FROM over`;
  });
}

/**
 * Ends the pauses of claimed fixes: of those that a scan has verified for good, of the others when the policy's time is
 * over. From then on their clock goes on although they look fixed.
 */
export async function followClaims(now: Date): Promise<void> {
  const at = now.toISOString();
  await inTransaction({}, async (tx) => {
    await tx.$executeRaw`
      UPDATE sla_pause p SET verified = true, ended_at = COALESCE(p.ended_at, GREATEST(${at}::timestamptz, p.started_at))
      FROM finding f
      WHERE p.kind = 'claimed' AND NOT p.verified AND f.id = p.finding_id AND f.status = 'fixed' AND f.reason = 'claimed'
        AND p.started_at >= f.status_changed_at AND EXISTS (SELECT FROM finding_source s WHERE s.finding_id = f.id)
        AND NOT EXISTS (SELECT FROM finding_source s WHERE s.finding_id = f.id AND s.present)`;
    await tx.$executeRaw`
      WITH force AS MATERIALIZED (SELECT * FROM sla_in_force(${at}::timestamptz)), over AS (
        UPDATE sla_pause p SET ended_at = GREATEST(p.started_at, b.bound)
        FROM finding f JOIN force w ON w.product_id = f.product_id
        CROSS JOIN LATERAL (SELECT sla_due_at(w.calendar_id, w.time_zone, w.business,
          (f.status_changed_at AT TIME ZONE w.time_zone)::date, w.claimed_days) AS bound) b
        WHERE p.kind = 'claimed' AND p.ended_at IS NULL AND f.id = p.finding_id AND f.status = 'fixed'
          AND f.reason = 'claimed' AND b.bound <= ${at}::timestamptz
        RETURNING p.finding_id
      )
      INSERT INTO sla_touched (finding_id) SELECT finding_id FROM over`;
  });
}
