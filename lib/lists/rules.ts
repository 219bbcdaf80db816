import { addDays } from '@/lib/core/datetime';
import { holds } from '@/lib/lists/entry';
import { anyOf, fitsPort, fitsRepository, indexOf } from '@/lib/lists/match';
import type { Drift, Entry, Kind } from '@/lib/lists/types';

export type SeenPort = {
  readonly host: string;
  /** Further names of the host. */
  readonly names: readonly string[];
  readonly port: number;
  readonly protocol: string;
  readonly seenAt: Date;
};
/** `registry/repository`, as assets have it. */
export type SeenImage = { readonly image: string; readonly seenAt: Date };
export type SeenHost = { readonly host: string; readonly names: readonly string[]; readonly seenAt: Date };

/** What a product's sources see by now. */
export type Seen = {
  readonly ports: readonly SeenPort[];
  readonly images: readonly SeenImage[];
  readonly hosts: readonly SeenHost[];
  /** When a complete scan of hosts was made last; null: none. */
  readonly scannedAt: Date | null;
};

/** A list that holds for a product: the organisation's, or the product's own. */
export type HeldList = {
  readonly own: boolean;
  readonly unseenDays: number;
  readonly entries: readonly (Entry & { readonly since: Date })[];
};

/** Something seen is gone when no source has seen it for so long. */
export const SEEN_DAYS = 30;
/** What a scan sees it has seen at most so long before its end. */
const SCAN_DAYS = 1;

const earlier = (a: Date, b: Date) => (a < b ? a : b);

function ports({ ports: seen }: Seen, entries: readonly Entry[]): Drift[] {
  const index = indexOf(entries);
  return seen
    .filter(
      ({ host, names, port, protocol }) => !anyOf(index, [host, ...names], (one) => fitsPort(one, port, protocol)),
    )
    .map(({ host, names, port, protocol, seenAt }) => ({
      rule: 'port-not-approved',
      asset: host,
      what: `${port}/${protocol}`,
      names,
      seenAt,
    }));
}

function registries({ images }: Seen, entries: readonly Entry[]): Drift[] {
  const index = indexOf(entries);
  return images.flatMap(({ image, seenAt }): Drift[] => {
    const slash = image.indexOf('/');
    const [registry, repository] = [image.slice(0, slash), image.slice(slash + 1)];
    if (anyOf(index, [registry], (one) => fitsRepository(one, repository))) return [];
    return [{ rule: 'registry-not-approved', asset: image, what: registry, names: [], seenAt }];
  });
}

/** A host that is retired was known as long as it held, and on the day on which somebody ended it. */
function unknownHosts({ hosts }: Seen, entries: readonly Entry[]): Drift[] {
  const index = indexOf(entries);
  return hosts
    .filter(({ host, names, seenAt }) => !anyOf(index, [host, ...names], (one) => holds(one, addDays(seenAt, -1))))
    .map(({ host, names, seenAt }) => ({ rule: 'host-not-known', asset: host, what: '', names, seenAt }));
}

/**
 * Known hosts of the product's own list that complete scans have not seen for too long, which no time without a scan counts
 * to: what was missed by then stays so, and nobody can tell of more. A range or pattern names no host that could be missed.
 */
function unseenHosts({ hosts, scannedAt }: Seen, { unseenDays, entries }: HeldList, now: Date): Drift[] {
  if (scannedAt === null) return [];
  const since = earlier(addDays(now, -unseenDays), addDays(scannedAt, -SCAN_DAYS));
  const last = new Map(hosts.flatMap(({ host, names, seenAt }) => [host, ...names].map((name) => [name, seenAt])));
  return entries
    .filter((one) => holds(one, now) && !/[*/]/.test(one.subject) && one.since <= since)
    .flatMap(({ subject }): Drift[] => {
      const seenAt = last.get(subject) ?? null;
      return seenAt !== null && seenAt >= since
        ? []
        : [{ rule: 'host-not-seen', asset: subject, what: '', names: [], seenAt }];
    });
}

/** How many things of the kind were compared. */
export function observedOf(kind: Kind, { ports: open, images, hosts }: Seen): number {
  return { ports: open, registries: images, hosts }[kind].length;
}

/**
 * What of the seen no list approves, and which known hosts nobody sees. Null where no list holds: nothing is drift then, and
 * nothing is known to be in order.
 */
export function compare(kind: Kind, seen: Seen, lists: readonly HeldList[], now: Date): readonly Drift[] | null {
  if (lists.length === 0) return null;
  const valid = lists.flatMap(({ entries }) => entries).filter((entry) => holds(entry, now));
  if (kind === 'ports') return ports(seen, valid);
  if (kind === 'registries') return registries(seen, valid);
  const own = lists.filter((list) => list.own);
  // Where nobody looks any more nothing is gone.
  const looked = earlier(now, seen.scannedAt ?? now);
  const fresh = seen.hosts.filter(({ seenAt }) => seenAt >= addDays(looked, -SEEN_DAYS));
  const all = lists.flatMap(({ entries }) => entries);
  return [...unknownHosts({ ...seen, hosts: fresh }, all), ...own.flatMap((list) => unseenHosts(seen, list, now))];
}

const MIDNIGHT_MS = 24 * 3_600_000;

/** When an approval ends next: comparing has to be done again then. Null: none of them ends. */
export function nextEnd(lists: readonly HeldList[], now: Date): Date | null {
  const ends = lists
    .flatMap(({ entries }) => entries)
    .flatMap(({ until }) => (until === null ? [] : [new Date(`${until}T00:00:00Z`).getTime() + MIDNIGHT_MS]))
    .filter((end) => end > now.getTime());
  return ends.length === 0 ? null : new Date(ends.reduce((first, end) => Math.min(first, end)));
}
