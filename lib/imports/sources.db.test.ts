import { expect, test } from 'vitest';
import { unsafeDb } from '@/lib/core/db';
import { ctx, system } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { runImport } from '@/lib/imports/run';
import type { ReportOptions } from '@/lib/imports/schema';
import { at, counts, findingsOf, importReport, importRow, send } from '@/lib/imports/testing';

withDatabase();

const BOTH = { findings: [{ id: 'a' }, { id: 'b' }] };
const ONE = { findings: [{ id: 'a' }] };
const statuses = async (productId: string) => (await findingsOf(productId)).map(({ status }) => status);

const apart: [string, ReportOptions, ReportOptions][] = [
  ['branch', { branch: 'main' }, { branch: 'feature' }],
  ['a branch said and none said', {}, { branch: 'main' }],
  ['image', { image: 'shop/api:1', target: 'shop' }, { image: 'shop/web:1', target: 'shop' }],
  ['environment', { environment: 'prod' }, { environment: 'test' }],
  ['service', { service: 'api' }, { service: 'web' }],
  ['target', { target: 'api' }, { target: 'web' }],
];

test.each(apart)('a source closes nothing of one that differs by %s', async (_, mine, other) => {
  const { productId } = await aProduct();
  await importReport(productId, BOTH, 0, mine);
  const foreign = await importReport(productId, ONE, 1, other);
  expect(foreign.fixedCount).toBe(0);
  expect(await statuses(productId)).toEqual(['open', 'open']);
  const own = await importReport(productId, ONE, 2, mine);
  expect(own.fixedCount).toBe(1);
  expect(await statuses(productId)).toEqual(['open', 'fixed']);
});

test('what one branch has fixed stays open while another one still reports it', async () => {
  const { productId } = await aProduct();
  await importReport(productId, BOTH, 0, { branch: 'main' });
  await importReport(productId, BOTH, 1, { branch: 'refs/heads/release' });
  expect(counts(await importReport(productId, ONE, 2, { branch: 'main' }))).toEqual([0, 1, 0, 0, 1]);
  expect(await statuses(productId)).toEqual(['open', 'open']);
  const [, b] = await findingsOf(productId);
  expect(b?.events.map(({ changes }) => changes)).toEqual([
    { source: [null, 'probe app (release)'] },
    { source: ['probe app (main)', null] },
  ]);
  expect(counts(await importReport(productId, ONE, 3, { branch: 'release' }))).toEqual([0, 0, 1, 0, 1]);
});

test('reports of an unsaid branch and of one that is said live side by side, and the import keeps what was said', async () => {
  const { productId } = await aProduct();
  const said = { branch: 'main', image: 'registry:5000/shop/api:1.2', environment: 'prod', service: 'checkout' };
  const row = await importReport(productId, ONE, 0, { target: 'shop', ...said });
  expect(row).toMatchObject({ target: 'shop', ...said });
  expect(await unsafeDb().source.findMany({ where: { productId } })).toMatchObject([
    { target: 'shop', ...said, image: 'registry:5000/shop/api', imageRef: 'registry:5000/shop/api:1.2' },
  ]);
  const plain = await importReport(productId, ONE, 1, { target: 'shop' });
  expect(plain).toMatchObject({ branch: null, image: null, environment: null, service: null });
  expect(await unsafeDb().source.count({ where: { productId } })).toBe(2);
});

/** As Trivy reports an image: each build has a tag and layers of its own. */
function trivy(image: string, layer: string, packages: readonly string[]): string {
  const Vulnerabilities = packages.map((name) => ({
    VulnerabilityID: 'CVE-2030-0001',
    PkgName: name,
    InstalledVersion: '1.0',
    Severity: 'HIGH',
    Layer: { DiffID: `sha256:${layer}` },
  }));
  return JSON.stringify({
    SchemaVersion: 2,
    ArtifactName: image,
    ArtifactType: 'container_image',
    Results: [{ Target: `${image} (debian 12)`, Class: 'os-pkgs', Type: 'debian', Vulnerabilities }],
  });
}

async function take(productId: string, report: string, minute: number, options?: ReportOptions) {
  const id = await send(ctx(system, at(minute)), productId, report, options);
  await runImport(ctx(system, at(minute)), id);
  return importRow(id);
}

test('another tag of an image is the same source: it closes what is gone and changes nothing else', async () => {
  const { productId } = await aProduct();
  await take(productId, trivy('registry:5000/shop/api:1', 'aa', ['openssl', 'zlib']), 0);
  const before = await findingsOf(productId);
  const rebuilt = await take(productId, trivy('registry:5000/shop/api:2', 'bb', ['openssl', 'zlib']), 1);
  expect(counts(rebuilt)).toEqual([0, 0, 0, 0, 2]);
  expect(await findingsOf(productId)).toEqual(before);
  expect(await unsafeDb().source.findMany({ where: { productId } })).toMatchObject([
    { target: 'registry:5000/shop/api', image: 'registry:5000/shop/api', imageRef: 'registry:5000/shop/api:2' },
  ]);
  expect(counts(await take(productId, trivy('registry:5000/shop/api:3', 'cc', ['zlib']), 2))).toEqual([0, 0, 1, 0, 1]);
  expect(counts(await take(productId, trivy('registry:5000/shop/web:3', 'cc', []), 3))).toEqual([0, 0, 0, 0, 0]);
  expect((await statuses(productId)).sort()).toEqual(['fixed', 'open']);
});

test('an older report of another tag does not turn back which image was scanned last', async () => {
  const { productId } = await aProduct();
  await take(productId, trivy('shop/api:2', 'bb', ['zlib']), 10);
  const older = await take(productId, trivy('shop/api:1', 'aa', []), 20, { scan_at: at(5) });
  expect(older).toMatchObject({ image: 'shop/api:1', fixedCount: 0 });
  expect(await unsafeDb().source.findFirst({ where: { productId } })).toMatchObject({ imageRef: 'shop/api:2' });
});
