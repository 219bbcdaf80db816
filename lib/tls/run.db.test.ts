import { describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { ctx, readOnly, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { waitingForLocks } from '@/lib/core/testing/locks';
import { NOON } from '@/lib/engagements/testing/engagements';
import { compareScans, endpointById } from '@/lib/tls/data/detail';
import { askScans, cancelScan } from '@/lib/tls/mutations/ask';
import { changeEndpoint } from '@/lib/tls/mutations/write';
import { runScan } from '@/lib/tls/run';
import { type ScanTarget, scan } from '@/lib/tls/scan';
import { allowRanges, anEndpoint, lookup, scanned, scannedAgain, storedEndpoint } from '@/lib/tls/testing/endpoints';
import { someFacts, unreachedFacts } from '@/lib/tls/testing/looks';
import { tlsServer } from '@/lib/tls/testing/servers';

withDatabase();

const good = someFacts();
const old = someFacts({
  protocols: { ...good.protocols, tls10: { ...good.protocols.tls12, suites: [0xc009] } },
});
const bleeding = someFacts({
  weaknesses: { ...good.weaknesses, heartbleed: { verdict: 'vulnerable', detail: 'an answer of 16 kB' } },
});
const findings = (productId: string) =>
  unsafeDb().finding.findMany({
    where: { productId },
    orderBy: { ruleId: 'asc' },
    select: { ruleId: true, status: true },
  });
const WATCH = { ownerId: null, warnDays: null, everyHours: 24, switchedOff: [] };
const later = (hours: number) => new Date(NOON.getTime() + hours * 3_600_000);

describe('a scan', () => {
  it('of a server on loopback is refused until an administrator allows its range, then graded for real', async () => {
    await using server = await tlsServer();
    const { productId } = await aProduct();
    const { ada, id } = await anEndpoint(productId, { host: '127.0.0.1', port: server.port });
    const work = async () => {
      const scanId = (await storedEndpoint(id)).activeScanId ?? '';
      await runScan(ctx(system, new Date()), scanId, { scanner: scan });
      return unsafeDb().tlsScan.findUniqueOrThrow({ where: { id: scanId } });
    };
    expect(await work()).toMatchObject({ state: 'unknown', why: 'refused_loopback', facts: null });
    expect(server.sockets.size).toBe(0);
    await allowRanges('127.0.0.0/8');
    await askScans(ctx(ada, new Date()), { ids: [id] });
    expect(await work()).toMatchObject({ state: 'done', letter: expect.stringMatching(/^[TMF]$/) });
    const row = await storedEndpoint(id);
    expect(row).toMatchObject({ targetMet: false, why: null, activeScanId: null });
    expect(row.protocols).toContain('tls12');
    expect(row.trend[0]).toBe('?');
  }, 60_000);

  it('that finds nothing wrong brings no import; a weakness becomes a finding, closed by the next good scan', async () => {
    const { productId } = await aProduct();
    const { ada, id } = await anEndpoint(productId, { target: 'B' });
    expect((await scanned(id, good)).importId).toBeNull();
    const bad = await scannedAgain(ada, id, bleeding, later(1));
    expect(bad).toMatchObject({ state: 'done', letter: 'F', importId: expect.any(String) });
    expect(await findings(productId)).toEqual([
      { ruleId: 'below-target', status: 'open' },
      { ruleId: 'grade-drop', status: 'open' },
      { ruleId: 'heartbleed', status: 'open' },
    ]);
    expect(await storedEndpoint(id)).toMatchObject({ targetMet: false, worse: 2, weaknesses: ['heartbleed'] });
    const expected = async () => (await unsafeDb().source.findFirstOrThrow({ where: { productId } })).expectEveryHours;
    expect(await expected()).toBe(25);
    await changeEndpoint(ctx(ada, NOON), { ...WATCH, id, version: 1, target: 'B', everyHours: null });
    expect(await expected()).toBe(0);
    await unsafeDb().source.updateMany({ where: { productId }, data: { expectEveryHours: 168 } });
    await scannedAgain(ada, id, good, later(2));
    expect(await expected()).toBe(0);
    expect((await findings(productId)).map(({ status }) => status)).toEqual(['fixed', 'fixed', 'fixed']);
    await scannedAgain(ada, id, bleeding, later(3));
    expect((await findings(productId)).map(({ status }) => status)).toEqual(['open', 'open', 'open']);
  });

  it('that reaches nobody closes nothing and says why', async () => {
    const { productId } = await aProduct();
    const { ada, id } = await anEndpoint(productId);
    await scanned(id, bleeding);
    const before = await storedEndpoint(id);
    const scan = await scannedAgain(ada, id, unreachedFacts('refused'), later(1));
    expect(scan).toMatchObject({ state: 'unknown', why: 'refused', importId: null, letter: null });
    const after = await storedEndpoint(id);
    expect(after).toMatchObject({ letter: before.letter, lastGradedAt: before.lastGradedAt, why: 'refused' });
    expect(after.trend).toEqual(['F', '?']);
    expect(after.nextScanAt?.getTime()).toBeLessThan(later(2.01).getTime());
    expect((await findings(productId)).every(({ status }) => status === 'open')).toBe(true);
  });

  it('says what changed since the one before, and any two can be compared', async () => {
    const { productId } = await aProduct();
    const { ada, id } = await anEndpoint(productId);
    const first = await scanned(id, good);
    const second = await scannedAgain(ada, id, old, later(1));
    const scope = requirePermission({ actor: readOnly() }, 'tls:read');
    const { history, scan } = await endpointById(scope, id, { now: NOON, write: null, scan: null });
    expect(history[0]?.changes.map(({ kind }) => kind)).toEqual(['grade', 'protocol_on']);
    expect(scan?.letter).toBe('B');
    const back = await compareScans(scope, id, { from: second.id, to: first.id });
    expect(back.changes.map(({ kind, way }) => `${kind} ${way}`)).toEqual(['grade better', 'protocol_off better']);
  });

  it('is measured against the target that counts when it is written down', async () => {
    const { productId } = await aProduct();
    const { ada, id } = await anEndpoint(productId, { target: 'B' });
    const [changed, committed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const change = unsafeDb().$transaction(async (tx) => {
      await changeEndpoint({ ...ctx(ada, NOON), db: tx }, { ...WATCH, id, version: 1, target: 'A' });
      changed.resolve();
      await committed.promise;
    });
    await changed.promise;
    const settled = scanned(id, old);
    await expect.poll(waitingForLocks).toBe(1);
    committed.resolve();
    await Promise.all([change, settled]);
    expect(await storedEndpoint(id)).toMatchObject({ letter: 'B', target: 'A', targetMet: false });
    expect(await findings(productId)).toEqual([{ ruleId: 'below-target', status: 'open' }]);
  });

  it('never asks by an address as server name, whatever was stored before that was refused', async () => {
    const { productId } = await aProduct();
    const { id } = await anEndpoint(productId, { host: '203.0.112.5' });
    await unsafeDb().tlsEndpoint.update({ where: { id }, data: { sni: '203.0.112.6' } });
    const asked: (string | null)[] = [];
    const scanner = async ({ sni }: ScanTarget) => {
      asked.push(sni);
      return good;
    };
    await runScan(ctx(system, NOON), (await storedEndpoint(id)).activeScanId ?? '', { scanner, lookup });
    expect(asked).toEqual([null]);
  });

  it('that was cancelled while it ran counts for nothing', async () => {
    const { productId } = await aProduct();
    const { ada, id } = await anEndpoint(productId);
    const scanId = (await storedEndpoint(id)).activeScanId ?? '';
    const scanner = async () => {
      await cancelScan(ctx(ada, NOON), { id: scanId });
      return bleeding;
    };
    await runScan(ctx(system, NOON), scanId, { scanner, lookup });
    expect(await unsafeDb().tlsScan.findUnique({ where: { id: scanId } })).toMatchObject({ state: 'cancelled' });
    expect(await storedEndpoint(id)).toMatchObject({ letter: null, activeScanId: null });
    expect(await findings(productId)).toEqual([]);
  });

  it('that fails for a reason of ours is shown as failed after the last attempt', async () => {
    const { productId } = await aProduct();
    const { id } = await anEndpoint(productId);
    const scanId = (await storedEndpoint(id)).activeScanId ?? '';
    const scanner = () => Promise.reject(new TypeError('a bug'));
    await expect(runScan(ctx(system, NOON), scanId, { scanner, lookup })).rejects.toThrow('a bug');
    expect((await storedEndpoint(id)).activeScanId).toBe(scanId);
    await expect(runScan(ctx(system, NOON), scanId, { scanner, lookup, last: true })).rejects.toThrow('a bug');
    expect(await storedEndpoint(id)).toMatchObject({ activeScanId: null, why: 'unexpected' });
  });

  it('tells the owner of a drop and of an expiry, once each', async () => {
    const { productId } = await aProduct();
    const { ada, id } = await anEndpoint(productId);
    await unsafeDb().tlsEndpoint.update({ where: { id }, data: { ownerId: ada.id } });
    const [chain] = good.chains;
    const [leaf] = chain?.sent ?? [];
    if (!chain || !leaf) throw new Error('no chain');
    const ending = { ...chain, sent: [{ ...leaf, notAfter: '2026-11-25T00:00:00.000Z' }] };
    await scanned(id, good);
    for (const hours of [1, 2]) await scannedAgain(ada, id, { ...old, chains: [ending] }, later(hours));
    const notices = await unsafeDb().notice.findMany({ where: { personId: ada.id }, orderBy: { id: 'asc' } });
    const ours = notices.filter(({ kind }) => kind.startsWith('tls_'));
    expect(ours.map(({ kind, href }) => [kind, href])).toEqual([
      ['tls_dropped', `/tls/${id}`],
      ['tls_expiring', `/tls/${id}`],
    ]);
  });

  it('finds DROWN through another host with the same key', async () => {
    const rsa = (more = {}) => {
      const [chain] = good.chains;
      const [leaf] = chain?.sent ?? [];
      if (!chain || !leaf) throw new Error('no chain');
      const key = { ...leaf.key, kind: 'rsa' as const, bits: 2048, exponent: '65537' };
      return someFacts({ chains: [{ ...chain, sent: [{ ...leaf, key, keyHash: 'd'.repeat(64) }] }], ...more });
    };
    const theirs = await anEndpoint((await aProduct()).productId);
    await scanned(
      theirs.id,
      rsa({ protocols: { ...good.protocols, ssl2: { ...good.protocols.tls12, suites: [0x010080] } } }),
    );
    // A look that sees neither SSL 2 nor keys takes nothing back.
    const unseen = { chains: [], protocols: { ...good.protocols, ssl2: { ...good.protocols.ssl2, offered: null } } };
    await scannedAgain(theirs.ada, theirs.id, { ...bleeding, ...unseen }, later(1));
    const { productId } = await aProduct();
    const { id } = await anEndpoint(productId);
    expect((await scanned(id, rsa())).letter).toBe('F');
    expect((await findings(productId)).map(({ ruleId }) => ruleId)).toContain('ssl2_drown');
  });
});
