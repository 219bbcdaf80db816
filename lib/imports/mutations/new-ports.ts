import { z } from 'zod';
import type { Ctx } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { type OwnEvent, storeOwnEvents } from '@/lib/events/mutations/own';

/** More new ports than these in one report are another network, not a new door: the first are told. */
const TOLD = 1_000;

const rowsSchema = z.array(
  z.object({ id: z.number(), productId: z.string(), location: z.string(), title: z.string(), at: z.date() }),
);

/** "shop.example:443/tcp", IPv6 addresses included: the port stands behind the last colon. */
function hostOf(location: string): string {
  const end = location.lastIndexOf(':');
  return end === -1 ? location : location.slice(0, end);
}

/**
 * Tells of ports that a scan found open which the complete scan before it, over the same targets and ports, did not: an event
 * for each, at the time of the scan (rule new-open-port). The first scan is the baseline and tells nothing; a scan of other
 * ports is a source of its own (lib/imports/parsers/nmap-host.ts, nmapTarget). Safe to repeat.
 * @returns how many events are new
 */
export async function tellNewPorts(ctx: Ctx, importId: string): Promise<number> {
  const found = await unsafeDb().$queryRaw`
    SELECT f.id, f.product_id::text AS "productId", f.location, f.title, COALESCE(i.scan_at, i.finished_at) AS at
    FROM import i
    JOIN import_set s ON s.import_id = i.id AND s.change IN ('new', 'reopened')
    JOIN finding f ON f.id = ANY (s.finding_ids)
    WHERE i.id = ${importId}::uuid AND i.state = 'done' AND f.rule_id = 'open-port'
      AND i.source_before->>'last_complete_at' IS NOT NULL
    ORDER BY f.id LIMIT ${TOLD}`;
  const rows = rowsSchema.parse(found);
  const events = rows.map(
    ({ id, location, title, at }): OwnEvent => ({
      id: `new-open-port/${importId}/${id}`,
      time: at.toISOString(),
      class: 'network',
      name: 'New open port',
      message: `${title}: ${location}`,
      action: 'new-open-port',
      host: hostOf(location),
      target_address: hostOf(location),
    }),
  );
  return rows[0] ? storeOwnEvents(ctx, rows[0].productId, events) : 0;
}
