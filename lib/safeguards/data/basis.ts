import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';

const clockSchema = z.tuple([z.object({ now: z.date() })]);

/** By how many milliseconds a clock is ahead of the database's; negative where it is behind. */
export async function clockSkew(now: Date): Promise<number> {
  const [clock] = clockSchema.parse(await unsafeDb().$queryRaw`SELECT clock_timestamp() AS now`);
  return now.getTime() - clock.now.getTime();
}

const basisSchema = z.tuple([z.object({ own: z.string(), data: z.string() })]);

/**
 * What promises are judged from, as two short texts that change with it: `own` what people decided about promises, `data`
 * everything else that checks read. Each part is the end of an index, or a small table. What ends by itself changes it too.
 */
export async function readBasis(now: Date): Promise<{ readonly own: string; readonly data: string }> {
  const found = await unsafeDb().$queryRaw`
    SELECT concat_ws('|',
        (SELECT count(*) FROM safeguard_terms), (SELECT max(created_at) FROM safeguard_attestation),
        (SELECT max(withdrawn_at) FROM safeguard_attestation), (SELECT max(decided_at) FROM safeguard_exception),
        (SELECT max(ended_at) FROM safeguard_exception), (SELECT count(*) FROM product),
        (SELECT count(*) FROM safeguard_attestation WHERE valid_until <= ${now}::timestamptz),
        (SELECT count(*) FROM safeguard_exception WHERE expires_at <= ${now}::timestamptz)) AS own,
      concat_ws('|',
        (SELECT max(last_import_at) FROM source), (SELECT max(id) FROM asset_name), (SELECT max(retired_at) FROM source),
        (SELECT max(id) FROM finding_event), (SELECT max(last_scan_at) FROM tls_endpoint),
        (SELECT max(id) FROM engagement_event), (SELECT max(updated_at) FROM incident),
        (SELECT max(finished_at) FROM intel_import), (SELECT max(COALESCE(reviewed_at, starts_at)) FROM elevation),
        (SELECT concat(count(*), ' ', sum(version)) FROM compliance_audit),
        (SELECT concat(count(*), ' ', sum(version)) FROM audit_finding),
        (SELECT concat(count(*), ' ', sum(version)) FROM compliance_document),
        (SELECT max(updated_at) FROM on_call_schedule),
        (SELECT max(created_at) FROM on_call_override), (SELECT count(*) FROM event_sender WHERE silent_since IS NULL),
        (SELECT count(*) FROM event_sender), (SELECT concat(sum(met), ' ', sum(missed), ' ', sum(unknown), ' ', count(*) FILTER (WHERE any_point = 'met')) FROM backup_service),
        (SELECT concat(count(*), ' ', count(withdrawn_at)) FROM restore_test),
        (SELECT concat(count(*), ' ', sum(drifted), ' ', sum(observed)) FROM drift_state WHERE listed)) AS data`;
  return basisSchema.parse(found)[0];
}
