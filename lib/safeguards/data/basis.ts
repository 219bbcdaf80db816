import { z } from 'zod';
import { unsafeDb } from '@/lib/core/db';

const basisSchema = z.tuple([z.object({ own: z.string(), data: z.string() })]);

/**
 * What promises are judged from, as two short texts that change with it: `own` what people decided about promises, `data`
 * everything else that checks read. Each part is the end of an index, or a small table.
 */
export async function readBasis(): Promise<{ readonly own: string; readonly data: string }> {
  const found = await unsafeDb().$queryRaw`
    SELECT concat_ws('|',
        (SELECT count(*) FROM safeguard_terms), (SELECT max(created_at) FROM safeguard_attestation),
        (SELECT max(withdrawn_at) FROM safeguard_attestation), (SELECT max(decided_at) FROM safeguard_exception),
        (SELECT max(ended_at) FROM safeguard_exception), (SELECT count(*) FROM product)) AS own,
      concat_ws('|',
        (SELECT max(last_import_at) FROM source), (SELECT max(retired_at) FROM source),
        (SELECT max(id) FROM finding_event), (SELECT max(last_scan_at) FROM tls_endpoint),
        (SELECT max(id) FROM engagement_event), (SELECT max(updated_at) FROM incident),
        (SELECT max(finished_at) FROM intel_import), (SELECT max(COALESCE(reviewed_at, starts_at)) FROM elevation), (SELECT max(updated_at) FROM on_call_schedule),
        (SELECT max(created_at) FROM on_call_override), (SELECT count(*) FROM event_sender WHERE silent_since IS NULL),
        (SELECT count(*) FROM event_sender), (SELECT concat(sum(met), ' ', sum(missed), ' ', sum(unknown), ' ', count(*) FILTER (WHERE any_point = 'met')) FROM backup_service),
        (SELECT concat(count(*), ' ', sum(drifted), ' ', sum(observed)) FROM drift_state WHERE listed)) AS data`;
  return basisSchema.parse(found)[0];
}
