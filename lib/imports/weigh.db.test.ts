import { expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { weighFindings } from '@/lib/findings/mutations/weigh';
import { at, findingsOf, importReport, type ProbeFinding } from '@/lib/imports/testing';

withDatabase();

async function read(kind: 'epss' | 'kev'): Promise<void> {
  await unsafeDb().intelImport.create({
    data: {
      kind,
      origin: 'upload',
      source: kind,
      state: 'done',
      createdByName: 'x',
      createdAt: at(-60),
      finishedAt: at(-60),
    },
  });
}

const FINDINGS: readonly ProbeFinding[] = [
  { id: 'exploited', ids: ['CVE-2026-1'], ruleId: 'CVE-2026-1', epss: 0.01, severity: 4 },
  { id: 'likely', ids: ['GHSA-aaaa-bbbb-cccc', 'CVE-2026-2'], ruleId: 'CVE-2026-2', severity: 2 },
  { id: 'withdrawn', ids: ['CVE-2026-3'], ruleId: 'CVE-2026-3', knownExploited: true },
  {
    id: 'unlisted',
    ids: ['CVE-2026-4'],
    ruleId: 'CVE-2026-4',
    cvss: [{ version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8, source: 'nvd' }],
    references: ['https://www.exploit-db.com/exploits/1'],
  },
  { id: 'code', severity: 1, fixAvailable: true },
];

test.each([false, true])('what is new is weighed at once, and the worker agrees (intel: %s)', async (intel) => {
  if (intel) {
    await unsafeDb().epss.createMany({
      data: [
        { cve: 'CVE-2026-1', score: 0.97, percentile: 0.99 },
        { cve: 'CVE-2026-2', score: 0.42, percentile: 0.9 },
      ],
    });
    const listed = { name: 'x', addedOn: at(0) };
    await unsafeDb().kev.createMany({
      data: [
        { cve: 'CVE-2026-1', ...listed },
        { cve: 'CVE-2026-3', ...listed, withdrawnAt: at(-1) },
      ],
    });
    await read('epss');
    await read('kev');
  }
  const { productId } = await aProduct();
  await unsafeDb().product.update({ where: { id: productId }, data: { tier: 1, exposure: 'internet' } });
  await importReport(productId, { findings: FINDINGS }, 0);
  const weighed = await findingsOf(productId);
  expect(weighed.every(({ priority, ssvc }) => priority > 0 && ssvc !== null)).toBe(true);
  const exploited = weighed.find(({ ruleId }) => ruleId === 'CVE-2026-1');
  expect(exploited).toMatchObject(intel ? { epss: 0.97, knownExploited: true } : { epss: 0.01, knownExploited: null });
  await weighFindings(at(1));
  expect(await findingsOf(productId)).toEqual(weighed);
});
