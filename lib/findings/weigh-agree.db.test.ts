import { describe, expect, test } from 'vitest';
import { DATA_CLASSES, EXPOSURES, type ProductAttributes, TIERS } from '@/lib/assets/attributes';
import { pgPool, unsafeDb } from '@/lib/core/db';
import { forgetSetting } from '@/lib/core/settings';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { Appraiser, appraisalBasis } from '@/lib/findings/data/appraise';
import { weighFindings } from '@/lib/findings/mutations/weigh';
import { aFinding, NOW } from '@/lib/findings/testing/findings';
import type { Cvss } from '@/lib/findings/types';
import { STANDARD_WEIGHTS } from '@/lib/findings/weights';

withDatabase();

const DAY = 86_400_000;

/** The same choices in each run. */
function chooser(seed: number) {
  let state = seed;
  return <T>(from: readonly T[]): T => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const chosen = from[Math.floor((state / 2_147_483_648) * from.length)];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  };
}

const VECTORS: readonly (readonly Cvss[])[] = [
  [],
  [{ version: '2.0', vector: 'AV:N/AC:L/Au:N/C:C/I:C/A:C', score: 10, source: 'nvd' }],
  [{ version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8, source: 'nvd' }],
  [{ version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', score: 6.1, source: 'nvd' }],
  [{ version: '3.0', vector: 'AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:L/A:N', score: null, source: '' }],
  [{ version: '3.1', vector: 'CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:H/I:L/A:H/MC:H/MI:H', score: 6, source: 'x' }],
  [
    { version: '3.1', vector: 'CVSS:3.1/AV:L/AC:H/PR:L/UI:N/S:U/C:N/I:N/A:H', score: 4.7, source: 'redhat' },
    {
      version: '4.0',
      vector: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N',
      score: 9.3,
      source: 'cna',
    },
    {
      version: '4.0',
      vector: 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:L/VI:H/VA:N/SC:N/SI:N/SA:N',
      score: 8.2,
      source: 'x',
    },
  ],
  [
    {
      version: '4.0',
      vector: 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:L/VI:H/VA:N/SC:H/SI:H/SA:N',
      score: 8.2,
      source: 'x',
    },
  ],
  [{ version: '3.1', vector: 'no vector', score: 5, source: 'x' }],
];
const REFERENCES = [
  [],
  ['https://nvd.nist.gov/vuln/detail/CVE-2024-1', 'https://example.com/exploit-dbXcom/exploits/1'],
  ['https://www.Exploit-DB.com/exploits/51234'],
  ['https://github.com/projectdiscovery/nuclei-templates/blob/main/x.yaml', 'https://example.com'],
];
const CVES = ['CVE-2024-0001', 'CVE-2024-0002', 'CVE-2024-0003', 'CVE-2024-0004', 'CVE-2024-0005'];

const intel = (kind: 'epss' | 'kev', createdAt = NOW) =>
  unsafeDb().intelImport.create({
    data: { kind, state: 'done', origin: 'upload', source: 'x', createdAt, createdByName: 'x', finishedAt: createdAt },
  });

async function weighedProduct(attributes: Partial<ProductAttributes> = {}): Promise<string> {
  const { productId } = await aProduct();
  await unsafeDb().product.update({ where: { id: productId }, data: attributes });
  return productId;
}

type Choose = ReturnType<typeof chooser>;

/** A finding whose every fact is one of its possible values, and the same as a scanner would report it. */
function facts(choose: Choose) {
  const vulnId = choose([...CVES, 'CVE-2024-9999', 'GHSA-aaaa-bbbb-cccc', 'js/sql-injection']);
  const ids = choose([[vulnId], [], [vulnId, choose(CVES)]]);
  const cvss = choose(VECTORS);
  const references = choose(REFERENCES);
  return {
    severity: choose([0, 1, 2, 3, 4]),
    cvssScore: choose([null, 0, 0.1, 3.9, 4, 6.95, 7.35, 8.9, 9.8, 10]),
    vulnId,
    ids,
    epss: choose([null, 0, 0.00043, 0.01, 0.05, 0.0999, 0.1, 0.5, 0.97]),
    knownExploited: choose([null, null, true, false]),
    fixAvailable: choose([null, true, false]),
    cvss,
    references,
  };
}
const AGES = [0, 1, 29, 30, 31, 89, 90, 180, 364, 365, 2000];

/** Findings of many kinds in products of many kinds: each is stored as the pure functions say. */
async function agree(seed: number, products: number, findings: number): Promise<void> {
  const choose = chooser(seed);
  const expected = new Map<number, { priority: number; ssvc: number; knownExploited: boolean | null }>();
  for (let product = 0; product < products; product++) {
    const productId = await weighedProduct({
      tier: choose([null, ...TIERS]),
      exposure: choose([null, ...EXPOSURES]),
      dataClass: choose([null, ...DATA_CLASSES]),
    });
    for (let n = 0; n < findings; n++) {
      const { cvss, references, ...columns } = facts(choose);
      const first = new Date(NOW.getTime() - choose(AGES) * DAY - choose([0, 43_200_000 - 1, 43_200_000, 43_200_001]));
      const detail = { create: { description: '', references, cvss: [...cvss] } };
      const { id } = await aFinding(productId, { ...columns, firstSeenAt: first, detail });
      const appraiser = new Appraiser(pgPool(), await appraisalBasis(productId, { first, now: NOW }));
      const [appraisal] = await appraiser.appraise([{ ...columns, cvss, references }]);
      if (appraisal) expected.set(id, appraisal);
    }
  }
  await weighFindings(NOW);
  const rows = await unsafeDb().finding.findMany({ where: { id: { in: [...expected.keys()] } } });
  expect(rows).toHaveLength(products * findings);
  for (const { id, priority, ssvc, knownExploited } of rows) {
    expect({ id, priority, ssvc, knownExploited }).toEqual({
      id,
      priority: expected.get(id)?.priority,
      ssvc: expected.get(id)?.ssvc,
      knownExploited: expected.get(id)?.knownExploited,
    });
  }
  expect(new Set(rows.map(({ priority }) => priority)).size).toBeGreaterThan(20);
  expect(new Set(rows.map(({ ssvc }) => ssvc)).size).toBeGreaterThan(2);
  expect(await weighFindings(NOW)).toBe(0);
}

describe('the database weighs as the pure functions do', () => {
  test('before EPSS and KEV were ever read', () => agree(1, 10, 30));

  test('with them', async () => {
    await unsafeDb().epss.createMany({
      data: [
        { cve: 'CVE-2024-0001', score: 0.00091, percentile: 0.4 },
        { cve: 'CVE-2024-0002', score: 0.1, percentile: 0.93 },
        { cve: 'CVE-2024-0003', score: 0.7, percentile: 0.98 },
      ],
    });
    await unsafeDb().kev.createMany({
      data: [
        { cve: 'CVE-2024-0003', name: 'x', addedOn: NOW },
        { cve: 'CVE-2024-0004', name: 'y', addedOn: NOW, withdrawnAt: NOW },
      ],
    });
    await intel('epss');
    await intel('kev');
    await agree(2, 12, 30);
  });

  test('with other weights', async () => {
    const value = {
      ...STANDARD_WEIGHTS,
      version: 'test',
      severity: { ...STANDARD_WEIGHTS.severity, most: 137 },
      epss: { steps: [{ from: 0.7, points: 33 }], unknown: 7 },
      age: { steps: [] },
      fix: { yes: 1, no: 3, unknown: 5 },
    };
    await unsafeDb().setting.create({ data: { key: 'priority.weights', value, updatedAt: NOW } });
    forgetSetting('priority.weights');
    await agree(3, 6, 30);
    await unsafeDb().setting.delete({ where: { key: 'priority.weights' } });
    forgetSetting('priority.weights');
  });
});
