import type { Ctx } from '@/lib/core/context';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';

/** Scans that changed nothing are kept whole so long; those that changed something always. */
const WHOLE_DAYS = 90;
/** Opinions are kept so long after the tool has said something newer. */
const OPINION_DAYS = 365;

/** Lets go of what tells nothing new: facts, scans, opinions of other tools, and intermediates that have ended. */
export async function forgetOldScans({ now }: Ctx): Promise<void> {
  const old = addDays(now, -WHOLE_DAYS).toISOString();
  await unsafeDb().$executeRaw`
    UPDATE tls_scan s SET facts = NULL WHERE s.created_at < ${old}::timestamptz AND s.changes = '[]'::jsonb
      AND s.facts IS NOT NULL AND EXISTS (
        SELECT FROM tls_scan n WHERE n.endpoint_id = s.endpoint_id AND n.state = 'done' AND n.created_at > s.created_at)`;
  // Of each week the last that was graded and the last that was not: the newest of either is among them.
  await unsafeDb().$executeRaw`
    DELETE FROM tls_scan s USING (
      SELECT id, row_number() OVER (PARTITION BY endpoint_id, date_trunc('week', created_at AT TIME ZONE 'UTC'), state = 'done'
        ORDER BY created_at DESC, id DESC) AS nth
      FROM tls_scan WHERE created_at < ${old}::timestamptz AND changes = '[]'::jsonb AND state NOT IN ('queued', 'running')) r
    WHERE s.id = r.id AND r.nth > 1`;
  await unsafeDb().$executeRaw`
    DELETE FROM tls_opinion o WHERE o.uploaded_at < ${addDays(now, -OPINION_DAYS).toISOString()}::timestamptz AND EXISTS (
      SELECT FROM tls_opinion n WHERE n.endpoint_id = o.endpoint_id AND n.tool = o.tool AND n.uploaded_at > o.uploaded_at)`;
  await unsafeDb().tlsCertificate.deleteMany({ where: { notAfter: { lt: now } } });
}
