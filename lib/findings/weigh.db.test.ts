import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { weighFindings } from '@/lib/findings/mutations/weigh';
import { aFinding, NOW } from '@/lib/findings/testing/findings';
import { STANDARD_WEIGHTS } from '@/lib/findings/weights';

withDatabase();

const DAY = 86_400_000;
const later = (days: number) => new Date(NOW.getTime() + days * DAY);

const intel = (kind: 'epss' | 'kev', createdAt: Date) =>
  unsafeDb().intelImport.create({
    data: { kind, state: 'done', origin: 'upload', source: 'x', createdAt, createdByName: 'x', finishedAt: createdAt },
  });

describe('findings are weighed anew', () => {
  let productId = '';
  let id = 0;
  beforeAll(async () => {
    ({ productId } = await aProduct());
    const found = { vulnId: 'CVE-2024-7777', ids: ['CVE-2024-7777'], firstSeenAt: later(-20), knownExploited: null };
    id = (await aFinding(productId, found)).id;
    await weighFindings(NOW);
  });
  const now = () => unsafeDb().finding.findUniqueOrThrow({ where: { id } });
  const told = () =>
    unsafeDb().findingEvent.findMany({
      where: { findingId: id },
      orderBy: { id: 'asc' },
      select: { changes: true, actorName: true, version: true },
    });

  test('when somebody says what the product is', async () => {
    const before = (await now()).priority;
    await unsafeDb().product.update({ where: { id: productId }, data: { tier: 1, exposure: 'internet' } });
    expect(await weighFindings(NOW)).toBe(1);
    const { tier, exposure } = STANDARD_WEIGHTS;
    expect((await now()).priority - before).toBe(tier['1'] - tier.unknown + exposure.internet - exposure.unknown);
    expect(await told()).toEqual([]);
  });

  test('when they age, and only then', async () => {
    const before = (await now()).priority;
    expect(await weighFindings(later(9))).toBe(0);
    expect(await weighFindings(later(10))).toBe(1);
    expect((await now()).priority - before).toBe(20);
  });

  test('when EPSS moves: the history tells the great steps, not the small ones', async () => {
    const score = async (value: number, at: number) => {
      const row = { score: value, percentile: 0.5 };
      await unsafeDb().epss.upsert({
        where: { cve: 'CVE-2024-7777' },
        create: { cve: 'CVE-2024-7777', ...row },
        update: row,
      });
      await intel('epss', later(at));
      return weighFindings(later(10));
    };
    expect(await score(0.02, 1)).toBe(1);
    expect(await score(0.0203, 2)).toBe(0);
    expect((await now()).epss).toBeCloseTo(0.02);
    expect(await told()).toEqual([]);
    const { version } = await now();
    expect(await score(0.3, 3)).toBe(1);
    expect(await told()).toEqual([{ changes: { epss: [0.02, 0.3] }, actorName: 'FIRST EPSS', version: version + 1 }]);
  });

  test('when it is known to be exploited, and when that is taken back', async () => {
    await intel('kev', later(3));
    await weighFindings(later(10));
    expect((await now()).knownExploited).toBe(false);
    expect(await told()).toHaveLength(1);
    const before = (await now()).priority;
    await unsafeDb().kev.create({ data: { cve: 'CVE-2024-7777', name: 'z', addedOn: NOW } });
    await intel('kev', later(4));
    expect(await weighFindings(later(10))).toBe(1);
    expect((await now()).priority - before).toBe(200);
    expect((await told()).at(-1)).toMatchObject({ changes: { knownExploited: [false, true] }, actorName: 'CISA KEV' });
    await unsafeDb().kev.update({ where: { cve: 'CVE-2024-7777' }, data: { withdrawnAt: NOW } });
    await intel('kev', later(5));
    expect(await weighFindings(later(10))).toBe(1);
    expect((await told()).at(-1)).toMatchObject({ changes: { knownExploited: [true, false] } });
  });

  test('when a report came in; closed ones rest, accepted ones do not', async () => {
    await unsafeDb().epss.create({ data: { cve: 'CVE-2024-6666', score: 0.9, percentile: 0.99 } });
    const found = { vulnId: 'CVE-2024-6666', ids: ['CVE-2024-6666'] };
    const touched = { ...found, updatedAt: later(10) };
    const fixed = await aFinding(productId, { ...touched, status: 'fixed' });
    const open = await aFinding(productId, touched);
    expect(await weighFindings(later(10))).toBe(0);
    const source = { productId, scanner: 'trivy', target: randomUUID(), lastImportAt: later(10) };
    await unsafeDb().source.create({ data: source });
    expect(await weighFindings(later(10))).toBe(1);
    const rows = await unsafeDb().finding.findMany({
      where: { id: { in: [fixed.id, open.id] } },
      orderBy: { id: 'asc' },
    });
    expect(rows.map(({ priority }) => priority > 0)).toEqual([false, true]);
  });

  test('by one worker at a time', async () => {
    await unsafeDb().product.update({ where: { id: productId }, data: { tier: 3 } });
    const both = await Promise.all([weighFindings(later(10)), weighFindings(later(10))]);
    expect(both.filter((changed) => changed > 0)).toHaveLength(1);
  });
});
