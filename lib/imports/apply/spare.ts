import type pg from 'pg';
import type { Reach } from '@/lib/imports/parsers/types';

const HOST = `d.location ->> 'host'`;
const ONLY = `coalesce(${HOST}, '') <> ALL($2::text[])`;
const EXCEPT = `(${HOST} = ANY($2::text[]) OR ${HOST} || ':' || (d.location ->> 'port') = ANY($2::text[]))`;

/** What was seen until now is written down: from here on the source's newest complete report vouches for it no longer. */
function spare(unreached: string): string {
  return `
  WITH spared AS (
    DELETE FROM gone g USING finding_detail d WHERE d.finding_id = g.finding_id AND ${unreached} RETURNING g.finding_id)
  UPDATE finding_source e SET unreached = true, last_seen_at = greatest(e.last_seen_at, c.last_complete_at)
  FROM spared s, source c
  WHERE e.finding_id = s.finding_id AND e.source_id IS NOT DISTINCT FROM $1 AND c.id = $1 AND NOT e.unreached`;
}

/** Takes out of `gone` the findings of hosts that the scan did not reach: nothing is known of them, so nothing is fixed. */
export async function spareUnreached(client: pg.ClientBase, sourceId: string, reach: Reach): Promise<void> {
  const [unreached, places] = 'only' in reach ? [ONLY, reach.only] : [EXCEPT, reach.except];
  if (unreached === EXCEPT && places.size === 0) return;
  await client.query(spare(unreached), [sourceId, [...places]]);
}
