import type { PersonActor } from '@/lib/core/context';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { NOON, somebody } from '@/lib/engagements/testing/engagements';
import { runImport } from '@/lib/imports/run';
import type { ScanFacts } from '@/lib/tls/facts';
import { askScans } from '@/lib/tls/mutations/ask';
import { createEndpoint } from '@/lib/tls/mutations/write';
import { runScan } from '@/lib/tls/run';
import type { CreateEndpoint } from '@/lib/tls/schema';

/** An endpoint that is fine unless it says otherwise. */
export function wantedEndpoint(productId: string, more: Partial<CreateEndpoint> = {}): CreateEndpoint {
  return {
    productId,
    host: 'shop.example',
    port: 443,
    sni: '',
    address: '',
    starttls: '',
    ownerId: null,
    target: 'A',
    warnDays: null,
    everyHours: 24,
    switchedOff: [],
    ...more,
  };
}

export async function anEndpoint(productId: string, more: Partial<CreateEndpoint> = {}) {
  const ada = await somebody('Analyst', [productId], 'Ada');
  const id = await createEndpoint(ctx(ada, NOON), wantedEndpoint(productId, more));
  return { ada, id };
}

export function storedEndpoint(id: string) {
  return unsafeDb().tlsEndpoint.findUniqueOrThrow({ where: { id } });
}

/** Everybody is at a public address, without asking anybody. */
export const lookup = async () => ['203.0.112.5'];

/** Works the scan under way of an endpoint with what a scan would have found; returns the scan's row. */
export async function scanned(id: string, facts: ScanFacts, now = NOON) {
  const scanId = (await storedEndpoint(id)).activeScanId ?? '';
  const scanner = async () => ({ ...facts, startedAt: now.toISOString() });
  await runScan(ctx(system, now), scanId, { scanner, lookup });
  const scan = await unsafeDb().tlsScan.findUniqueOrThrow({ where: { id: scanId } });
  if (scan.importId) await runImport(ctx(system, now), scan.importId);
  return scan;
}

/** Asks for a scan and works it. */
export async function scannedAgain(by: PersonActor, id: string, facts: ScanFacts, now = NOON) {
  await askScans(ctx(by, now), { ids: [id] });
  return scanned(id, facts, now);
}

/** What an administrator allows, without the way there. */
export async function allowRanges(...ranges: readonly string[]): Promise<void> {
  const value = ranges.map((range) => ({ range, purpose: 'test' }));
  const key = 'tls.ranges';
  await unsafeDb().setting.upsert({
    where: { key },
    create: { key, value, updatedAt: NOON },
    update: { value, updatedAt: NOON },
  });
}
