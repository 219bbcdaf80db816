import { randomUUID } from 'node:crypto';
import { DEFAULT_OBJECTIVES } from '@/lib/backups/schema';
import { addDays } from '@/lib/core/datetime';
import { pgPool, unsafeDb } from '@/lib/core/db';
import type { Shown } from '@/lib/safeguards/testing/situation';

export const NOW = new Date('2026-11-22T12:00:00Z');
export const ago = (days: number) => addDays(NOW, -days);

export const source = (
  productId: string,
  scanner: string,
  days: number | null,
  more: { image?: string; target?: string } = {},
) =>
  unsafeDb().source.create({
    data: {
      ...{ productId, scanner, target: 'main', ...more },
      ...(days !== null && { lastScanAt: ago(days), lastCompleteAt: ago(days) }),
    },
    select: { id: true },
  });

export type Found = {
  kind?: string;
  severity?: number;
  fix?: boolean;
  due?: number | null;
  scanner?: string;
  status?: string;
  rule?: string;
};

/** An open finding that the source reports; `due`: days ahead, null never. */
export async function finding(
  productId: string,
  sourceId: string,
  { kind = 'code', severity = 2, fix, due = null, ...more }: Found,
) {
  const { rows } = await pgPool().query<{ id: number }>(
    `INSERT INTO finding (product_id, fingerprint, kind, scanner, title, severity, status, rule_id, location, first_seen_at,
       status_changed_at, updated_at, due_at, fix_available)
     VALUES ($1, $2, $3, $4, 'x', $5, $6::finding_status, $10, 'l', $7, $7, $7, $8, $9) RETURNING id`,
    [
      ...[productId, randomUUID(), kind, more.scanner ?? 'semgrep', severity, more.status ?? 'open', ago(30)],
      ...[due === null ? null : addDays(NOW, due), fix ?? null, more.rule ?? 'r'],
    ],
  );
  await pgPool().query(
    `INSERT INTO finding_source (finding_id, source_id, identity, content_hash, severity, first_import_id, last_import_id,
       first_seen_at, last_seen_at, pack_id, pack_at)
     VALUES ($1::int, $2, decode(md5($1::int::text), 'hex'), decode(md5($1::int::text), 'hex'), $3, $2, $2, $4, $4, 0, 0)`,
    [rows[0]?.id, sourceId, severity, ago(30)],
  );
}

export const endpoint = (productId: string, targetMet: boolean | null, days: number, ends = 60) =>
  unsafeDb().tlsEndpoint.create({
    data: {
      ...{ productId, host: randomUUID(), port: 443, createdAt: ago(99), targetMet },
      ...{ lastGradedAt: ago(days), expiryDueAt: addDays(NOW, ends) },
    },
  });

export const service = (productId: string, state: string, hours = 1, anyPoint: string | null = state) =>
  unsafeDb().backupService.create({
    data: {
      ...{ productId, name: randomUUID(), createdAt: ago(99), evaluatedAt: ago(hours / 24), anyPoint },
      objectives: { create: { ...DEFAULT_OBJECTIVES, since: ago(99), byName: 'x' } },
      verdicts: ['rpo', 'rto', 'frequency', 'sites', 'encryption', 'verification', 'restore_test'].map((objective) => ({
        ...{ objective, state, value: null, target: 1, reasons: [], since: NOW.toISOString() },
      })),
    },
  });

/** A drill of a service so many days ago. Its recovery time is four hours. */
export async function drill(
  serviceId: string,
  days: number,
  { minutes = 60, ...more }: { minutes?: number; result?: string; kind?: string; compared?: string } = {},
) {
  await unsafeDb().restoreTest.create({
    data: {
      ...{ serviceId, kind: 'drill', result: 'ok', compared: 'checksums', ...more },
      ...{ startedAt: ago(days), seconds: minutes * 60, byName: 'x', enteredByName: 'x', enteredAt: ago(days) },
    },
  });
}

/** The newest run of a benchmark: how many of its checks passed and how many failed. */
export async function benchmark(productId: string, passed: number, failed: number, days = 1) {
  const { id: sourceId } = await source(productId, 'kube-bench', days, { target: randomUUID() });
  const facts = { productId, sourceId, state: 'done' as const, fileName: 'f', createdByName: 'x' };
  const earlier = [{ code: 'passed', count: 999, example: '' }];
  const warnings = [
    { code: 'passed', count: passed, example: '' },
    { code: 'suppressed', count: 7, example: '' },
  ];
  await unsafeDb().import.create({ data: { ...facts, scanAt: ago(days + 5), createdAt: ago(0.1), warnings: earlier } });
  await unsafeDb().import.create({ data: { ...facts, scanAt: ago(days), createdAt: ago(0.5), warnings } });
  const part = { ...facts, complete: false, scanAt: ago(0.2), createdAt: ago(0.2), warnings: earlier };
  await unsafeDb().import.create({ data: part });
  if (days > 0) await unsafeDb().source.update({ where: { id: sourceId }, data: { lastScanAt: ago(0.2) } });
  const undone = { ...facts, state: 'undone' as const, scanAt: ago(days - 0.5), warnings: earlier };
  await unsafeDb().import.create({ data: undone });
  for (let n = 0; n < failed; n++) {
    await finding(productId, sourceId, { kind: 'configuration', scanner: 'kube-bench', rule: `4.1.${n}` });
  }
}

const BACKUPS = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6'];

/** What comparing with a list came to; `open` of the drift are findings that nobody decided on. */
export async function compared(productId: string, kind: string, seen: number, open: number, days = 1) {
  await unsafeDb().driftState.create({
    data: { productId, kind, dueAt: NOW, listed: true, observed: seen, drifted: open, observedAt: ago(days) },
  });
  const drift = await source(productId, 'drift', days, { target: kind });
  for (let n = 0; n < open; n++) await finding(productId, drift.id, { scanner: 'drift', kind: 'configuration' });
}
export const backups = (state: Shown): Readonly<Record<string, Shown>> =>
  Object.fromEntries(BACKUPS.map((id) => [id, state]));

const made = { owner: '', policy: '' };

/** Whoever answers for what is built, and the policy of its incidents. Once, before anything else. */
export async function begin(): Promise<void> {
  const facts = { tenantId: randomUUID(), objectId: randomUUID(), name: 'Owner', lastRoles: ['Responder'] };
  made.owner = (await unsafeDb().person.create({ data: facts })).id;
  made.policy = (await unsafeDb().incidentPolicy.findFirstOrThrow({ select: { id: true } })).id;
}

export const ownerId = () => made.owner;

export const penetrationTest = (productId: string, performer: string, days: number) =>
  unsafeDb().engagement.create({
    data: {
      ...{
        productId,
        title: 't',
        kind: 'manual',
        performer,
        company: performer === 'internal' ? '' : 'Testers Ltd',
        testers: [],
        inScope: 's',
        ownerId: made.owner,
      },
      ...{ startsOn: ago(days + 5), endsOn: ago(days), reportedAt: ago(days), createdAt: ago(days + 9) },
    },
  });

export const sender = (productId: string, shape: string, hours: number, silent = false) =>
  unsafeDb().eventSender.create({
    data: {
      ...{ productId, shape, name: randomUUID(), createdAt: ago(99), lastReceivedAt: ago(hours / 24) },
      silentSince: silent ? ago(hours / 24) : null,
    },
  });

export async function incident(productId: string, more: { contained?: boolean; exercise?: boolean } = {}) {
  const times = { detectedAt: ago(9), receivedAt: ago(9), declaredAt: ago(9), createdAt: ago(9), updatedAt: ago(2) };
  const ended = { closedAt: ago(2), recoveredAt: ago(3), containedAt: more.contained === false ? null : ago(8) };
  return unsafeDb().incident.create({
    data: {
      ...{
        productId,
        title: 'i',
        kind: 'other',
        impact: 'low',
        urgency: 'low',
        priority: 3,
        severity: 2,
        techniques: [],
      },
      ...{ policyId: made.policy, exercise: more.exercise ?? false, ...times, ...ended },
    },
    select: { id: true },
  });
}

export const clock = (incidentId: string, kind: string, kept: boolean, stopReason: string) =>
  unsafeDb().incidentClock.create({
    data: {
      ...{ incidentId, kind, priority: 3, startedAt: ago(9), dueAt: ago(8), marks: [] },
      ...(kept ? { stoppedAt: ago(8.5), stopReason } : { breachedAt: ago(8) }),
    },
  });

/** Alerts that were raised some seconds after their first event came. */
export const alerts = (productId: string, seconds: readonly number[]) =>
  unsafeDb().alert.createMany({
    data: seconds.map((after) => ({
      ...{ productId, rule: 'rule:x', groupKey: randomUUID(), title: 'a', severity: 2, entity: {}, techniques: [] },
      ...{ firstAt: ago(2), lastAt: ago(2), events: 1, receivedAt: ago(2), updatedAt: ago(1) },
      createdAt: new Date(ago(2).getTime() + after * 1000),
    })),
  });

export const TARGETS = ['a', 'b', 'c', 'd'];
export const TEN = Array.from({ length: 10 }, (_, n) => n);

/** Four of five sources of a scanner show nothing; the fifth has the finding. */
export async function oneOfFive(productId: string, scanner: string, found: Found, image = '') {
  for (const target of TARGETS) await source(productId, scanner, 1, { target, image: image && `${image}/${target}` });
  const last = await source(productId, scanner, 1, { target: 'e', image });
  await finding(productId, last.id, { ...found, scanner });
}

/** A known host; `edr` told of so many days ago, and looked at by a host scanner so many days ago. Null: never. */
export async function host(
  productId: string,
  edr: 'met' | 'missed' | 'unknown',
  { edrDays = 1, scanDays = null }: { edrDays?: number; scanDays?: number | null } = {},
) {
  const name = `${randomUUID()}.example`;
  const facts = { productId, kind: 'host' as const, key: name, name, firstSeenAt: ago(99), lastSeenAt: ago(1) };
  const { id } = await unsafeDb().asset.create({ data: { ...facts, edr, edrAt: edr === 'met' ? ago(edrDays) : null } });
  const own = { productId, kind: 'host' as const, key: name, assetId: id, homeId: id };
  const { id: nameId } = await unsafeDb().assetName.create({ data: own });
  if (scanDays === null) return;
  const { id: viaId } = await source(productId, 'nessus', scanDays, { target: name });
  const seen = { firstSeenAt: ago(99), lastSeenAt: ago(scanDays) };
  await unsafeDb().assetSighting.create({ data: { nameId, via: 'source', viaId, ...seen } });
}
