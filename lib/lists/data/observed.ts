import { z } from 'zod';
import { knownNames } from '@/lib/assets/data/names';
import { hostKey, isAddress } from '@/lib/assets/identity';
import SCANNERS from '@/lib/assets/scanners.json';
import { addDays } from '@/lib/core/datetime';
import { unsafeDb } from '@/lib/core/db';
import { SEEN_DAYS, type Seen, type SeenHost } from '@/lib/lists/rules';

const portsSchema = z.array(z.object({ host: z.string(), port: z.number(), protocol: z.string(), seenAt: z.date() }));

/** Ports that port scanners of the product see open by now, as its findings have them. */
function openPorts(productId: string) {
  return unsafeDb().$queryRaw`
    SELECT d.location->>'host' AS host, (d.location->>'port')::int AS port,
      coalesce(nullif(d.location->>'protocol', ''), 'tcp') AS protocol,
      max(greatest(e.last_seen_at, s.last_complete_at)) AS "seenAt"
    FROM finding f
    JOIN finding_source e ON e.finding_id = f.id AND e.present
    JOIN source s ON s.id = e.source_id AND s.retired_at IS NULL
    JOIN finding_detail d ON d.finding_id = f.id
    WHERE f.product_id = ${productId}::uuid AND f.rule_id = 'open-port' AND d.location->>'host' <> ''
      AND d.location->>'port' ~ '^[0-9]{1,5}$'
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;
}

/** When hosts of the product were scanned completely the last time. */
function lastScan(productId: string) {
  return unsafeDb().$queryRaw`
    SELECT max(s.last_complete_at) AS at FROM source s
    WHERE s.product_id = ${productId}::uuid AND s.retired_at IS NULL
      AND (s.scanner = ANY (${SCANNERS.ports}) OR EXISTS (
        SELECT FROM asset_sighting g JOIN asset_name n ON n.id = g.name_id
        WHERE g.via = 'source' AND g.via_id = s.id AND n.kind = 'host'))`;
}

const scanSchema = z.array(z.object({ at: z.date().nullable() }));

type Named = { readonly assetId: string; readonly key: string; readonly lastSeenAt: string };

const byName = (a: string, b: string) => Number(isAddress(a)) - Number(isAddress(b)) || (a < b ? -1 : 1);

/** One host a machine, by its name where it has one; addresses and further names beside it. */
function hostsOf(known: readonly Named[]): SeenHost[] {
  const byAsset = Map.groupBy(known, ({ assetId }) => assetId);
  const hosts = [...byAsset.values()].map((names): SeenHost => {
    const keys = names.map(({ key }) => key).sort(byName);
    const [host = '', ...others] = keys;
    const seenAt = new Date(Math.max(...names.map(({ lastSeenAt }) => Date.parse(lastSeenAt))));
    return { host, names: others, seenAt };
  });
  return hosts.sort((a, b) => (a.host < b.host ? -1 : 1));
}

/** What sources of a product see by now; the caller has authorised. Images are gone when nobody has seen them for SEEN_DAYS. */
export async function observed(productId: string, now: Date): Promise<Seen> {
  const [ports, scans, hosts, images] = await Promise.all([
    openPorts(productId).then((rows) => portsSchema.parse(rows)),
    lastScan(productId).then((rows) => scanSchema.parse(rows)),
    knownNames({ productId, kinds: ['host'] }),
    knownNames({ productId, kinds: ['image'], since: addDays(now, -SEEN_DAYS) }),
  ]);
  const machines = hostsOf(hosts);
  const namesOf = new Map(
    machines.flatMap(({ host, names }) => {
      const all = [host, ...names];
      return all.map((name) => [name, all.filter((other) => other !== name)] as const);
    }),
  );
  return {
    ports: ports.map(({ host: said, ...port }) => {
      // Loopback is no asset, but a port that a scan of it sees is open.
      const host = hostKey(said) ?? said.toLowerCase();
      return { ...port, host, names: namesOf.get(host) ?? [] };
    }),
    images: images.map(({ key, lastSeenAt }) => ({ image: key, seenAt: new Date(lastSeenAt) })),
    hosts: machines,
    scannedAt: scans[0]?.at ?? null,
  };
}
