import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '@/lib/core/datetime';
import { pgPool, unsafeDb } from '@/lib/core/db';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import type { Judged } from '@/lib/safeguards/evaluate';
import { judgeNow } from '@/lib/safeguards/mutations/evaluate';

withDatabase();

const NOW = new Date('2026-11-22T12:00:00Z');
const ago = (days: number) => addDays(NOW, -days);

/** A situation of one product, and what each of these promises is then. */
type Situation = {
  readonly name: string;
  readonly build: (productId: string) => Promise<unknown>;
  readonly expected: Readonly<Record<string, string>>;
};

const source = (
  productId: string,
  scanner: string,
  days: number | null,
  more: { image?: string; target?: string } = {},
) =>
  unsafeDb().source.create({
    data: { productId, scanner, target: 'main', lastScanAt: days === null ? null : ago(days), ...more },
    select: { id: true },
  });

type Found = {
  kind?: string;
  severity?: number;
  fix?: boolean;
  due?: number | null;
  scanner?: string;
  status?: string;
};

/** An open finding that the source reports; `due`: days ahead, null never. */
async function finding(
  productId: string,
  sourceId: string,
  { kind = 'code', severity = 2, fix, due = null, ...more }: Found,
) {
  const { rows } = await pgPool().query<{ id: number }>(
    `INSERT INTO finding (product_id, fingerprint, kind, scanner, title, severity, status, rule_id, location, first_seen_at,
       status_changed_at, updated_at, due_at, fix_available)
     VALUES ($1, $2, $3, $4, 'x', $5, $6::finding_status, 'r', 'l', $7, $7, $7, $8, $9) RETURNING id`,
    [
      ...[productId, randomUUID(), kind, more.scanner ?? 'semgrep', severity, more.status ?? 'open', ago(30)],
      ...[due === null ? null : addDays(NOW, due), fix ?? null],
    ],
  );
  await pgPool().query(
    `INSERT INTO finding_source (finding_id, source_id, identity, content_hash, severity, first_import_id, last_import_id,
       first_seen_at, last_seen_at, pack_id, pack_at)
     VALUES ($1::int, $2, decode(md5($1::int::text), 'hex'), decode(md5($1::int::text), 'hex'), $3, $2, $2, $4, $4, 0, 0)`,
    [rows[0]?.id, sourceId, severity, ago(30)],
  );
}

const endpoint = (productId: string, targetMet: boolean | null, days: number, ends = 60) =>
  unsafeDb().tlsEndpoint.create({
    data: {
      ...{ productId, host: randomUUID(), port: 443, createdAt: ago(99), targetMet },
      ...{ lastGradedAt: ago(days), expiryDueAt: addDays(NOW, ends) },
    },
  });

const service = (productId: string, state: string, hours = 1, anyPoint: string | null = state) =>
  unsafeDb().backupService.create({
    data: {
      ...{ productId, name: randomUUID(), createdAt: ago(99), evaluatedAt: ago(hours / 24), anyPoint },
      verdicts: ['rpo', 'rto', 'frequency', 'sites', 'encryption', 'verification', 'restore_test'].map((objective) => ({
        ...{ objective, state, value: null, target: 1, reasons: [], since: NOW.toISOString() },
      })),
    },
  });

const BACKUPS = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6'];

/** What comparing with a list came to; `open` of the drift are findings that nobody decided on. */
async function compared(productId: string, kind: string, seen: number, open: number, days = 1) {
  await unsafeDb().driftState.create({
    data: { productId, kind, dueAt: NOW, listed: true, observed: seen, drifted: open, observedAt: ago(days) },
  });
  const drift = await source(productId, 'drift', days, { target: kind });
  for (let n = 0; n < open; n++) await finding(productId, drift.id, { scanner: 'drift', kind: 'configuration' });
}
const backups = (state: string) => Object.fromEntries(BACKUPS.map((id) => [id, state]));

let owner = '';
let policy = '';

const test = (productId: string, performer: string, days: number) =>
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
        ownerId: owner,
      },
      ...{ startsOn: ago(days + 5), endsOn: ago(days), reportedAt: ago(days), createdAt: ago(days + 9) },
    },
  });

const sender = (productId: string, shape: string, hours: number, silent = false) =>
  unsafeDb().eventSender.create({
    data: {
      ...{ productId, shape, name: randomUUID(), createdAt: ago(99), lastReceivedAt: ago(hours / 24) },
      silentSince: silent ? ago(hours / 24) : null,
    },
  });

async function incident(productId: string, more: { contained?: boolean; exercise?: boolean } = {}) {
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
      ...{ policyId: policy, exercise: more.exercise ?? false, ...times, ...ended },
    },
    select: { id: true },
  });
}

const clock = (incidentId: string, kind: string, kept: boolean, stopReason: string) =>
  unsafeDb().incidentClock.create({
    data: {
      ...{ incidentId, kind, priority: 3, startedAt: ago(9), dueAt: ago(8), marks: [] },
      ...(kept ? { stoppedAt: ago(8.5), stopReason } : { breachedAt: ago(8) }),
    },
  });

/** Alerts that were raised some seconds after their first event came. */
const alerts = (productId: string, seconds: readonly number[]) =>
  unsafeDb().alert.createMany({
    data: seconds.map((after) => ({
      ...{ productId, rule: 'rule:x', groupKey: randomUUID(), title: 'a', severity: 2, entity: {}, techniques: [] },
      ...{ firstAt: ago(2), lastAt: ago(2), events: 1, receivedAt: ago(2), updatedAt: ago(1) },
      createdAt: new Date(ago(2).getTime() + after * 1000),
    })),
  });

const TARGETS = ['a', 'b', 'c', 'd'];
const TEN = Array.from({ length: 10 }, (_, n) => n);

/** Four of five sources of a scanner show nothing; the fifth has the finding. */
async function oneOfFive(productId: string, scanner: string, found: Found, image = '') {
  for (const target of TARGETS) await source(productId, scanner, 1, { target, image: image && `${image}/${target}` });
  const last = await source(productId, scanner, 1, { target: 'e', image });
  await finding(productId, last.id, { ...found, scanner });
}

const SITUATIONS: readonly Situation[] = [
  {
    name: 'most is well',
    build: async (id) => {
      await oneOfFive(id, 'nmap', { kind: 'host' });
      await oneOfFive(id, 'gitleaks', { kind: 'secret' });
      await oneOfFive(id, 'trivy', { kind: 'dependency', severity: 4, fix: true }, 'shop');
      for (const n of [0, 1, 2, 3, 4]) {
        await sender(id, 'entra', 1, n === 0);
        await sender(id, 'falco', 1, n === 0);
      }
      await alerts(id, [5, 10, 20, 59, 61]);
      for (const n of TEN) {
        const made = await incident(id, { contained: n > 0 });
        await clock(made.id, 'reaction', n > 0, 'acknowledged');
        await clock(made.id, 'review', n > 0, 'published');
        await clock(made.id, 'duty:gdpr-33-1:report', n > 0, 'sent');
      }
    },
    expected: {
      ...{ A4: 'partly', A5: 'partly', A6: 'partly', A7: 'partly', A11: 'partly', B1: 'met', C2: 'partly' },
      ...{ C5: 'partly', G2: 'partly', G3: 'partly', G4: 'partly', G6: 'partly' },
    },
  },
  {
    name: 'alerts are raised at once',
    build: async (id) => {
      await sender(id, 'falco', 1);
      await alerts(id, [1, 2]);
    },
    expected: { A5: 'met' },
  },
  {
    name: 'alerts are raised late, scans of a few targets are',
    build: async (id) => {
      await sender(id, 'falco', 1);
      await alerts(id, [90, 600]);
      for (const target of TARGETS) await source(id, 'nessus', 3, { target });
      await source(id, 'nessus', 40, { target: 'e' });
    },
    expected: { A5: 'missed', A3: 'partly', B1: 'partly' },
  },
  {
    name: 'static and dynamic checks report no more, a source of two has not for long',
    build: async (id) => {
      await source(id, 'zap', 40);
      await source(id, 'semgrep', 40);
      const { id: own } = await source(id, 'gosec', 99);
      await finding(id, own, { due: 5, fix: true });
      await source(id, 'nessus', 1);
    },
    expected: { D1: 'missed', B2: 'partly', B6: 'partly', B1: 'missed' },
  },
  {
    name: 'reports come from the future',
    build: async (id) => {
      await source(id, 'nessus', -3);
      await source(id, 'nmap', -3);
      await source(id, 'gitleaks', -3);
      await source(id, 'trivy', -3, { image: 'shop/api' });
      await source(id, 'zap', -3);
    },
    expected: {
      ...{ A3: 'unknown', A6: 'unknown', A7: 'unknown', B1: 'unknown', B2: 'unknown', B6: 'unknown', C5: 'unknown' },
      D1: 'unknown',
    },
  },
  {
    name: 'nothing is known',
    build: async () => undefined,
    expected: {
      ...backups('unknown'),
      ...{ A3: 'unknown', A4: 'unknown', A6: 'unknown', A7: 'unknown', A9: 'unknown', A11: 'unknown', B1: 'unknown' },
      ...{
        B2: 'unknown',
        B4: 'unknown',
        B6: 'unknown',
        C2: 'unknown',
        C5: 'unknown',
        D1: 'unknown',
        A5: 'unknown',
        D3: 'unknown',
      },
      ...{ G2: 'idle', G3: 'idle', G4: 'idle', G6: 'idle' },
    },
  },
  {
    name: 'all is well',
    build: async (id) => {
      await service(id, 'met');
      await source(id, 'nessus', 3);
      await source(id, 'nmap', 1);
      await source(id, 'gitleaks', 1);
      await source(id, 'zap', 2);
      await source(id, 'trivy', 1, { image: 'shop/api' });
      const code = await source(id, 'semgrep', 1);
      await finding(id, code.id, { due: 9, fix: true });
      await endpoint(id, true, 0.5);
      await test(id, 'third_party', 100);
      await compared(id, 'registries', 3, 0);
      await sender(id, 'entra', 1);
      await sender(id, 'falco', 1);
      const made = await incident(id);
      await clock(made.id, 'reaction', true, 'acknowledged');
      await clock(made.id, 'review', true, 'published');
      await clock(made.id, 'duty:gdpr-33-1:report', true, 'sent');
    },
    expected: {
      ...backups('met'),
      ...{
        A3: 'met',
        A4: 'met',
        A6: 'met',
        A7: 'met',
        A9: 'met',
        A11: 'met',
        B1: 'met',
        B2: 'met',
        B4: 'met',
        B6: 'met',
      },
      ...{ C2: 'met', C5: 'met', D1: 'met', G2: 'met', G3: 'met', G4: 'met', G6: 'met', A5: 'idle', D3: 'met' },
    },
  },
  {
    name: 'all is broken',
    build: async (id) => {
      await source(id, 'nessus', 40);
      const ports = await source(id, 'nmap', 1);
      await finding(id, ports.id, { kind: 'host', scanner: 'nmap', due: -3, fix: true });
      const secrets = await source(id, 'gitleaks', 1);
      await finding(id, secrets.id, { kind: 'secret', scanner: 'gitleaks' });
      const image = await source(id, 'trivy', 1, { image: 'shop/api' });
      await finding(id, image.id, { kind: 'dependency', severity: 4, fix: true, due: -1, scanner: 'trivy' });
      await endpoint(id, false, 1);
      await test(id, 'third_party', 500);
      await sender(id, 'entra', 99, true);
      await sender(id, 'falco', 99, true);
      const made = await incident(id, { contained: false });
      await clock(made.id, 'reaction', false, '');
      await clock(made.id, 'review', false, '');
      await clock(made.id, 'duty:gdpr-33-1:report', false, '');
    },
    expected: {
      ...{
        A3: 'missed',
        A4: 'missed',
        A6: 'missed',
        A7: 'missed',
        A9: 'missed',
        A11: 'missed',
        B2: 'missed',
        B4: 'missed',
      },
      ...{ B6: 'missed', C2: 'missed', C5: 'missed', G2: 'missed', G3: 'missed', G4: 'missed', G6: 'missed' },
    },
  },
  {
    name: 'one service of two misses its objectives',
    build: async (id) => {
      await service(id, 'met');
      await service(id, 'missed');
    },
    expected: backups('partly'),
  },
  {
    name: 'a service misses its objectives',
    build: (id) => service(id, 'missed'),
    expected: backups('missed'),
  },
  {
    name: 'what is known is too old',
    build: async (id) => {
      await service(id, 'met', 99);
      await source(id, 'nmap', 40);
      await source(id, 'gitleaks', 40);
      await source(id, 'trivy', 40, { image: 'shop/api' });
      await endpoint(id, true, 9);
      await sender(id, 'falco', 99);
    },
    expected: {
      ...backups('unknown'),
      ...{ A4: 'unknown', A6: 'unknown', A7: 'unknown', A9: 'unknown', A11: 'unknown', B1: 'missed', B2: 'unknown' },
      ...{ B6: 'unknown', C5: 'unknown', D1: 'unknown' },
    },
  },
  {
    name: 'some is well',
    build: async (id) => {
      for (const target of ['a', 'b', 'c', 'd']) await source(id, 'nessus', 3, { target });
      await source(id, 'nessus', 40, { target: 'e' });
      await source(id, 'semgrep', 3);
      for (let n = 0; n < 5; n++) await endpoint(id, n > 0, 1);
      await test(id, 'internal', 30);
      const { id: own } = await source(id, 'gosec', 1);
      for (let n = 0; n < 10; n++) await finding(id, own, { due: n > 0 ? 5 : -5, fix: true });
    },
    expected: { A3: 'partly', A9: 'partly', B2: 'partly', B4: 'partly', B6: 'partly', D1: 'partly' },
  },
  {
    name: 'of a service nobody wants any point in time',
    build: (id) => service(id, 'met', 1, null),
    expected: { ...backups('met'), F4: 'unknown' },
  },
  {
    name: 'images come from elsewhere, ports are approved by a list',
    build: async (id) => {
      await compared(id, 'registries', 4, 4);
      await compared(id, 'ports', 2, 0);
      const ports = await source(id, 'nmap', 1);
      await finding(id, ports.id, { kind: 'host', scanner: 'nmap' });
    },
    expected: { D3: 'missed', A6: 'met' },
  },
  {
    name: 'one image of ten comes from elsewhere, a port is not in the list',
    build: async (id) => {
      await compared(id, 'registries', 10, 1);
      await compared(id, 'ports', 2, 1);
      await source(id, 'nmap', 1);
    },
    expected: { D3: 'partly', A6: 'missed' },
  },
  {
    name: 'images were compared too long ago',
    build: (id) => compared(id, 'registries', 10, 1, 40),
    expected: { D3: 'unknown' },
  },
  {
    name: 'a certificate runs out, ports were decided on, an exercise was held',
    build: async (id) => {
      await endpoint(id, true, 1, -1);
      const ports = await source(id, 'nmap', 1);
      await finding(id, ports.id, { kind: 'host', scanner: 'nmap', status: 'false_positive' });
      const made = await incident(id, { exercise: true });
      await clock(made.id, 'reaction', false, '');
    },
    expected: { A9: 'missed', A6: 'met', G2: 'idle', G3: 'idle' },
  },
];

let judged: readonly Judged[] = [];
const products = new Map<string, string>();

beforeAll(async () => {
  const made = await unsafeDb().person.create({
    data: { tenantId: randomUUID(), objectId: randomUUID(), name: 'Owner' },
  });
  owner = made.id;
  policy = (await unsafeDb().incidentPolicy.findFirstOrThrow({ select: { id: true } })).id;
  for (const { name, build } of SITUATIONS) {
    const { productId } = await aProduct();
    products.set(name, productId);
    await build(productId);
  }
  judged = await judgeNow(NOW);
});

const verdictOf = (safeguard: string, productId: string | null) => {
  const one = judged.find((row) => row.safeguard === safeguard && row.productId === productId);
  if (!one) throw new Error(`${safeguard} was not judged`);
  return one.verdict;
};
const shown = ({ state, counts }: Judged['verdict']) => (counts ? state : 'idle');

describe('checks', () => {
  it.each(SITUATIONS)('where $name', ({ name, expected }) => {
    const productId = products.get(name) ?? '';
    const found = Object.keys(expected).map((id) => [id, shown(verdictOf(id, productId))]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  it('count what is good, of what, and name why not', () => {
    const some = verdictOf('A3', products.get('some is well') ?? '');
    expect(some).toMatchObject({ good: 4, total: 5, unclear: 0, reasons: [{ code: 'overdue', params: { n: 1 } }] });
    const old = verdictOf('A9', products.get('what is known is too old') ?? '');
    expect(old).toMatchObject({ good: 0, total: 1, unclear: 1, reasons: [{ code: 'stale', params: { n: 1 } }] });
  });

  it('name the clock that is wrong', () => {
    const ahead = verdictOf('B1', products.get('reports come from the future') ?? '');
    expect(ahead).toMatchObject({
      good: 0,
      total: 5,
      unclear: 5,
      reasons: [{ code: 'clock_ahead', params: { n: 5 } }],
    });
  });

  it('leave what nobody proves unknown in the whole', async () => {
    expect(verdictOf('A12', null)).toMatchObject({ state: 'unknown', unclear: 2 });
    expect(verdictOf('G1', null)).toMatchObject({ state: 'unknown', reasons: [{ code: 'no_schedule' }] });
    expect(verdictOf('C3', null)).toMatchObject({ state: 'unknown', counts: false });
    expect(verdictOf('F7', null)).toMatchObject({ state: 'unknown', reasons: [{ code: 'never_attested' }] });
    expect(verdictOf('H3', null)).toMatchObject({ state: 'unknown', unclear: 5 });
    const feed = (kind: 'epss' | 'kev', days: number) =>
      unsafeDb().intelImport.create({
        data: { kind, state: 'done', origin: 'upload', source: 'f', createdAt: ago(days), createdByName: 'x' },
      });
    await Promise.all([feed('epss', 1), feed('kev', 1)]);
    judged = await judgeNow(NOW);
    expect(verdictOf('A12', null)).toMatchObject({ state: 'met', good: 2 });
    judged = await judgeNow(addDays(NOW, 5));
    expect(verdictOf('A12', null)).toMatchObject({ state: 'missed', good: 0 });
  });
});
