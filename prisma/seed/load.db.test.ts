import { expect, test } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { ctx, readOnly, system } from '@/lib/core/testing/actors';
import { withDatabase } from '@/lib/core/testing/database';
import { assignablePeople } from '@/lib/findings/data/people';
import { riskOf } from '@/lib/findings/data/risk';
import { runIntelImport } from '@/lib/intel/mutations/run';
import { loadSample } from '@/prisma/seed/load';
import { readOrganisation } from '@/prisma/seed/organisation';

withDatabase();

const TENANT = '11111111-1111-4111-8111-111111111111';

test('each sample report is understood, the second of a source mends and adds, and nothing is loaded twice', async () => {
  const organisation = await readOrganisation('samples');
  const options = { folder: 'samples', demoTenant: TENANT };
  const files = organisation.reports.flatMap(({ files }) => files).length;

  expect(await loadSample(ctx(system), organisation, options)).toBe(files);

  const imports = await unsafeDb().import.findMany({ orderBy: { id: 'asc' } });
  const refused = imports.filter(({ state }) => state !== 'done').map(({ fileName, error }) => ({ fileName, error }));
  expect(refused).toEqual([]);
  // The findings of the penetration test come as a report too, and those of two TLS endpoints.
  expect(imports).toHaveLength(files + 3);

  const sources = await unsafeDb().source.count();
  expect(sources).toBe(organisation.reports.length + 3);
  const seconds = imports.filter(({ fileName }) => fileName.includes('-2.'));
  expect(seconds.reduce((sum, { fixedCount }) => sum + fixedCount, 0)).toBeGreaterThan(20);
  expect(seconds.reduce((sum, { newCount }) => sum + newCount, 0)).toBeGreaterThan(20);
  expect(await unsafeDb().finding.count()).toBeGreaterThan(300);

  const engineers = await unsafeDb().person.findMany({
    where: { lastRoles: { has: 'Engineer' } },
    select: { name: true, grants: { select: { team: { select: { name: true } } } } },
  });
  expect(engineers.flatMap(({ grants }) => grants.map(({ team }) => team?.name)).sort()).toEqual(['Platform', 'Shop']);

  const intel = await unsafeDb().intelImport.findMany({ select: { id: true }, orderBy: { kind: 'asc' } });
  for (const { id } of intel)
    await runIntelImport(ctx(system), id, { signal: AbortSignal.timeout(60_000), last: true });
  expect(await unsafeDb().intelImport.count({ where: { state: 'done' } })).toBe(2);
  const named = await unsafeDb().finding.findMany({
    where: { vulnId: { startsWith: 'CVE-' }, scanner: { not: 'tls' } },
    select: { vulnId: true },
  });
  const cves = [...new Set(named.flatMap(({ vulnId }) => vulnId ?? []))];
  expect(await unsafeDb().epss.count({ where: { cve: { in: cves } } })).toBe(cves.length);
  expect(await unsafeDb().kev.count({ where: { cve: { in: cves } } })).toBe(2);
  // Nobody may take these scores for real ones.
  const scored = await unsafeDb().finding.findFirstOrThrow({ where: { vulnId: cves[0] } });
  const { sample } = await riskOf({ ...scored, cvss: [], references: [] }, new Date());
  expect(sample).toEqual({ epss: true, kev: true });

  const products = await unsafeDb().product.findMany({ select: { id: true } });
  const scope = requirePermission(ctx(readOnly()), 'finding:read');
  for (const { id } of products) expect((await assignablePeople(scope, [id])).length).toBeGreaterThan(1);

  const register = await unsafeDb().acceptance.findMany({
    orderBy: { number: 'asc' },
    select: { state: true, requester: { select: { name: true } }, decider: { select: { name: true } } },
  });
  expect(register).toEqual([
    { state: 'requested', requester: { name: 'Emil Novak' }, decider: null },
    { state: 'approved', requester: { name: 'Anna Sommer' }, decider: { name: 'Rafael Ortiz' } },
  ]);
  expect(await unsafeDb().finding.count({ where: { status: 'risk_accepted' } })).toBeGreaterThan(0);

  const exceptions = await unsafeDb().safeguardException.findMany({ orderBy: { number: 'asc' } });
  expect(exceptions.map((one) => [one.safeguard, one.approved, one.requesterName, one.deciderName])).toEqual([
    ['D4', true, 'Ada de Vries', 'Rafael Ortiz'],
    ['E3', null, 'Ada de Vries', ''],
  ]);

  const [tested] = await unsafeDb().engagement.findMany({
    select: { state: true, owner: { select: { name: true } }, retests: { select: { outcomes: true } } },
  });
  expect(tested).toMatchObject({ state: 'retest_due', owner: { name: 'Anna Sommer' } });
  expect(tested?.retests[0]?.outcomes).toHaveLength(4);
  expect(await unsafeDb().finding.count({ where: { scanner: 'pentest', status: 'fixed' } })).toBe(1);

  expect(await loadSample(ctx(system), organisation, options)).toBe(0);
  expect(await unsafeDb().import.count()).toBe(files + 3);
}, 120_000);
