import { type Prisma, unsafeDb } from '@/lib/core/db';
import { STARTTLS, type StartTls } from '@/lib/tls/facts';
import { placeName } from '@/lib/tls/place';
import { isLetter, TARGETS, type Target } from '@/lib/tls/rules';
import type { ActiveScan, EndpointRow } from '@/lib/tls/types';

export const ROW_SELECT = {
  id: true,
  version: true,
  host: true,
  port: true,
  sni: true,
  address: true,
  starttls: true,
  target: true,
  warnDays: true,
  everyHours: true,
  switchedOff: true,
  activeScanId: true,
  letter: true,
  rank: true,
  trend: true,
  targetMet: true,
  expiresAt: true,
  expiryDueAt: true,
  protocols: true,
  lastScanAt: true,
  lastGradedAt: true,
  why: true,
  changes: true,
  worse: true,
  product: { select: { id: true, slug: true, name: true } },
  owner: { select: { id: true, name: true } },
} as const satisfies Prisma.TlsEndpointSelect;

export type StoredRow = Prisma.TlsEndpointGetPayload<{ select: typeof ROW_SELECT }>;

/** The database keeps these words by CHECK. */
export function starttlsOf(word: string): StartTls | '' {
  return STARTTLS.find((one) => one === word) ?? '';
}

export function targetOf(word: string): Target {
  return TARGETS.find((one) => one === word) ?? 'A';
}

/** Where an endpoint is, from its row. */
export function placeOf<T extends { host: string; port: number; sni: string; address: string; starttls: string }>({
  host,
  port,
  sni,
  address,
  starttls,
}: T) {
  return { host, port, sni, address, starttls: starttlsOf(starttls) };
}

async function activeOf(stored: readonly StoredRow[]): Promise<ReadonlyMap<string, ActiveScan>> {
  const ids = stored.flatMap(({ activeScanId }) => activeScanId ?? []);
  if (ids.length === 0) return new Map();
  const scans = await unsafeDb().tlsScan.findMany({
    where: { id: { in: ids } },
    select: { id: true, state: true, progressDone: true, progressTotal: true, progressProbe: true },
  });
  return new Map(
    scans.map(({ id, state, progressDone, progressTotal, progressProbe }) => [
      id,
      { id, state, done: progressDone, total: progressTotal, probe: progressProbe },
    ]),
  );
}

/** Stored rows as the list shows them. */
export async function toRows(stored: readonly StoredRow[], now: Date): Promise<EndpointRow[]> {
  const active = await activeOf(stored);
  return stored.map(({ activeScanId, rank: _, expiryDueAt, ...row }) => {
    const place = placeOf(row);
    return {
      ...row,
      ...place,
      name: placeName(place),
      target: targetOf(row.target),
      letter: isLetter(row.letter) ? row.letter : null,
      expiresAt: row.expiresAt?.toISOString() ?? null,
      expiryDue: expiryDueAt !== null && expiryDueAt <= now,
      lastScanAt: row.lastScanAt?.toISOString() ?? null,
      lastGradedAt: row.lastGradedAt?.toISOString() ?? null,
      active: (activeScanId && active.get(activeScanId)) || null,
    };
  });
}
