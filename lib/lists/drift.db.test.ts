import { describe, expect, it } from 'vitest';
import { take } from '@/lib/assets/testing/inventory';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger, token } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { asOwner, withDatabase } from '@/lib/core/testing/database';
import { cancelImport } from '@/lib/imports/mutations/cancel';
import { undoImport } from '@/lib/imports/mutations/undo-import';
import { at } from '@/lib/imports/testing';
import { EMPTY_ENTRY, type RawEntry } from '@/lib/lists/entry';
import { endEntry, replaceList, saveEntry, setUnseenDays } from '@/lib/lists/mutations/change';
import { settle } from '@/lib/lists/testing/settle';
import type { Kind } from '@/lib/lists/types';

withDatabase();

const DAY = 24 * 60;
const port = (number: number) => `<port protocol="tcp" portid="${number}"><state state="open"/></port>`;
const scan = (...ports: number[]) =>
  `<nmaprun scanner="nmap" args="nmap 192.0.2.0/29"><host><status state="up" reason="echo-reply"/>
    <address addr="192.0.2.1" addrtype="ipv4"/><ports>${ports.map(port).join('')}</ports></host></nmaprun>`;

const analyst = (minute: number) => ctx(person('Analyst', 'everywhere'), at(minute));

async function drift(productId: string): Promise<string[]> {
  const rows = await unsafeDb().finding.findMany({
    where: { productId, scanner: 'drift' },
    select: { ruleId: true, location: true, status: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ ruleId, location, status }) => `${ruleId} ${location} ${status}`);
}

async function save(productId: string | null, kind: Kind, minute: number, entry: Partial<RawEntry>) {
  const list = await unsafeDb().assetList.findFirst({ where: { kind, productId } });
  const version = list?.version ?? 0;
  const raw = { ...EMPTY_ENTRY, reason: 'Because', ...entry };
  return saveEntry(analyst(minute), { kind, productId, version, before: null, entry: raw });
}

const versionOf = async (productId: string, kind: Kind) =>
  (await unsafeDb().assetList.findFirstOrThrow({ where: { kind, productId } })).version;

describe('an open port', () => {
  it('that nobody approved is a finding; approved it is closed, after the last day open again', async () => {
    const { productId } = await aProduct();
    await take(productId, scan(22, 8080), 0);
    await settle(productId, 1);
    expect(await drift(productId)).toEqual([]);
    expect(await unsafeDb().driftState.count({ where: { productId } })).toBe(0);

    await save(productId, 'ports', 2, { subject: '192.0.2.0/29', detail: '22' });
    await settle(productId, 3);
    expect(await drift(productId)).toEqual(['port-not-approved 192.0.2.1:8080/tcp open']);
    await settle(productId, 4);
    expect(await unsafeDb().import.count({ where: { productId, format: 'drift' } })).toBe(1);

    await save(productId, 'ports', 5, { subject: '192.0.2.1', detail: '8000-8100', until: '2026-11-23' });
    await settle(productId, 6);
    expect(await drift(productId)).toEqual(['port-not-approved 192.0.2.1:8080/tcp fixed']);
    expect(await unsafeDb().driftState.findFirst({ where: { productId } })).toMatchObject({
      ...{ listed: true, observed: 2, drifted: 0 },
    });

    await settle(productId, 6 + DAY);
    expect(await drift(productId)).toEqual(['port-not-approved 192.0.2.1:8080/tcp fixed']);
    await settle(productId, 6 + 2 * DAY);
    expect(await drift(productId)).toEqual(['port-not-approved 192.0.2.1:8080/tcp open']);

    await take(productId, scan(22), 7 + 2 * DAY);
    await settle(productId, 8 + 2 * DAY);
    expect(await drift(productId)).toEqual(['port-not-approved 192.0.2.1:8080/tcp fixed']);
  });

  it("may be approved for the organisation, and a product's own list adds to it", async () => {
    const { productId } = await aProduct();
    await take(productId, scan(22, 8080), 0);
    await save(null, 'ports', 1, { subject: '192.0.2.1', detail: '22' });
    await settle(productId, 2);
    expect(await drift(productId)).toEqual(['port-not-approved 192.0.2.1:8080/tcp open']);
    await save(productId, 'ports', 3, { subject: '192.0.2.1', detail: '8080', protocol: 'any' });
    await settle(productId, 4);
    expect(await drift(productId)).toEqual(['port-not-approved 192.0.2.1:8080/tcp fixed']);
    await unsafeDb().assetList.deleteMany({ where: { productId: null } });
  });
});

it('a comparison that fails holds up none of the others', async () => {
  const products = [await aProduct(), await aProduct(), await aProduct()].map(({ productId }) => productId).sort();
  const [broken = ''] = products;
  for (const productId of products) {
    await take(productId, scan(8080), 0);
    await save(productId, 'ports', 1, { subject: '192.0.2.1', detail: '22' });
  }
  await asOwner(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'disk full'; END $$;
    CREATE TRIGGER refuse BEFORE UPDATE OF evaluated_at ON drift_state FOR EACH ROW
      WHEN (new.product_id = '${broken}') EXECUTE FUNCTION refuse()`);
  await settle(broken, 2);
  const reports = (productId: string) => unsafeDb().import.count({ where: { productId, format: 'drift' } });
  expect(await Promise.all(products.map(reports))).toEqual([0, 1, 1]);
  await asOwner('DROP FUNCTION refuse CASCADE');
  await settle(broken, 63);
  expect(await drift(broken)).toEqual(['port-not-approved 192.0.2.1:8080/tcp open']);
});

it('an image from another registry is a finding', async () => {
  const { productId } = await aProduct();
  const report = JSON.stringify({
    SchemaVersion: 2,
    ArtifactName: 'nginx:1',
    ArtifactType: 'container_image',
    Results: [],
  });
  await take(productId, report, 0, { image: 'nginx:1' });
  await take(productId, report, 1, { image: 'registry.example:5000/shop/api:2' });
  await save(productId, 'registries', 2, { subject: 'registry.example:5000', detail: 'shop' });
  await settle(productId, 3);
  expect(await drift(productId)).toEqual([
    expect.stringMatching(/^registry-not-approved .*docker\.io\/library\/nginx.* open$/),
  ]);
  await save(productId, 'registries', 4, { subject: 'docker.io', detail: 'library' });
  await settle(productId, 5);
  expect(await drift(productId)).toEqual([expect.stringMatching(/ fixed$/)]);
});

it('a host that nobody knows is a finding, and a known one that scans do not see for too long', async () => {
  const { productId } = await aProduct();
  await take(productId, scan(22), 0);
  await save(productId, 'hosts', 1, { subject: 'db.example' });
  await settle(productId, 2);
  expect(await drift(productId)).toEqual(['host-not-known 192.0.2.1 open']);
  await save(productId, 'hosts', 3, { subject: '192.0.2.1' });
  await setUnseenDays(analyst(4), { productId, version: await versionOf(productId, 'hosts'), days: 2 });
  await take(productId, scan(22), 5 + 3 * DAY);
  await settle(productId, 6 + 3 * DAY);
  expect(await drift(productId)).toEqual(['host-not-known 192.0.2.1 fixed', 'host-not-seen db.example open']);
  const key = { subject: 'db.example', detail: '', protocol: '' };
  const version = await versionOf(productId, 'hosts');
  const ending = { kind: 'hosts', productId, key } as const;
  await endEntry(analyst(7 + 3 * DAY), { ...ending, version });
  await expect(endEntry(analyst(9 * DAY), { ...ending, version: version + 1 })).rejects.toMatchObject({
    code: 'conflict',
  });
  await settle(productId, 8 + 3 * DAY);
  expect(await drift(productId)).toEqual(['host-not-known 192.0.2.1 fixed', 'host-not-seen db.example fixed']);
  // Without a complete scan in that time nobody can tell.
  await save(productId, 'hosts', 9 + 3 * DAY, { subject: 'mail.example' });
  await settle(productId, 9 * DAY);
  expect((await drift(productId)).length).toBe(2);
});

it('a host that was missed stays missed, and one that nobody knows unknown, while nobody scans', async () => {
  const { productId } = await aProduct();
  await save(productId, 'hosts', 0, { subject: 'db.example' });
  await setUnseenDays(analyst(1), { productId, version: await versionOf(productId, 'hosts'), days: 2 });
  await take(productId, scan(22), 3 * DAY);
  await settle(productId, 1 + 3 * DAY);
  const both = ['host-not-known 192.0.2.1 open', 'host-not-seen db.example open'];
  expect(await drift(productId)).toEqual(both);
  await settle(productId, 60 * DAY);
  expect(await drift(productId)).toEqual(both);
});

it('a host that is retired was known until then', async () => {
  const { productId } = await aProduct();
  await save(productId, 'hosts', 0, { subject: '192.0.2.1' });
  await take(productId, scan(22), 1);
  const version = await versionOf(productId, 'hosts');
  const key = { subject: '192.0.2.1', detail: '', protocol: '' };
  await endEntry(analyst(2), { kind: 'hosts', productId, version, key });
  await settle(productId, 3);
  expect(await drift(productId)).toEqual([]);
  await take(productId, scan(22), 2 * DAY);
  await settle(productId, 1 + 2 * DAY);
  expect(await drift(productId)).toEqual(['host-not-known 192.0.2.1 open']);
});

it('the import of drift is nobody’s to undo or to stop; one that failed is made again', async () => {
  const { productId } = await aProduct();
  await take(productId, scan(22), 0);
  await save(productId, 'ports', 1, { subject: 'other.example', detail: '22' });
  await settle(productId, 2);
  const made = () =>
    unsafeDb().import.findMany({ where: { productId, format: 'drift' }, orderBy: { createdAt: 'asc' } });
  const [{ id = '' } = {}] = await made();
  const engineer = ctx(person('Engineer', [productId]), at(3));
  await expect(undoImport(engineer, id)).rejects.toMatchObject({ details: { reason: 'judged' } });
  await unsafeDb().import.update({ where: { id }, data: { state: 'queued' } });
  await expect(cancelImport(engineer, id)).rejects.toMatchObject({ code: 'conflict' });
  await unsafeDb().import.update({ where: { id }, data: { state: 'failed' } });
  await settle(productId, 30);
  expect(await made()).toHaveLength(1);
  await settle(productId, 30 + 61);
  expect(await made()).toHaveLength(2);
});

describe('a list', () => {
  it('is replaced whole or not at all, keeps what it was, and the later of two is told', async () => {
    const { productId } = await aProduct();
    const list = { kind: 'hosts', productId } as const;
    const first = await replaceList(analyst(0), {
      ...list,
      version: 0,
      text: 'host,owner\na.example,Ada\nb.example,\n',
    });
    expect(first).toMatchObject({ kind: 'taken', version: 1 });
    const wrong = await replaceList(analyst(1), { ...list, version: 1, text: 'host\na.example\n*\n' });
    expect(wrong).toMatchObject({ kind: 'refused', problems: [{ line: 3, column: 'host', code: 'everything' }] });
    await replaceList(analyst(2), { ...list, version: 1, text: 'host,owner\na.example,Bob\nc.example,\n' });
    await expect(replaceList(analyst(3), { ...list, version: 1, text: 'host\n' })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(
      await replaceList(analyst(3), { ...list, version: 2, text: 'host,owner\nc.example,\na.example,Bob\n' }),
    ).toEqual({
      ...{ kind: 'taken', version: 2, changes: [] },
    });
    const versions = await unsafeDb().assetListVersion.findMany({
      where: { list: { productId } },
      orderBy: { version: 'asc' },
    });
    expect(versions.map(({ version, way }) => [version, way])).toEqual([
      [1, 'csv'],
      [2, 'csv'],
    ]);
    expect(versions[1]?.changes).toMatchObject([
      { before: { subject: 'b.example' }, after: null },
      { before: { subject: 'a.example', owner: 'Ada' }, after: { subject: 'a.example', owner: 'Bob' } },
      { before: null, after: { subject: 'c.example' } },
    ]);
    const kept = await unsafeDb().assetListEntry.findMany({
      where: { list: { productId } },
      orderBy: { subject: 'asc' },
    });
    expect(kept.map(({ subject, since }) => [subject, since])).toEqual([
      ['a.example', at(0)],
      ['c.example', at(2)],
    ]);
  });

  it('is changed by those who may, where they may', async () => {
    const { productId } = await aProduct();
    const entry = { ...EMPTY_ENTRY, subject: 'a.example' };
    const input = { kind: 'hosts', productId, version: 0, before: null, entry } as const;
    for (const actor of [readOnly(), person('Engineer', [productId]), token(productId, ['asset-list:read'])]) {
      await expect(saveEntry(ctx(actor), input)).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(saveEntry(ctx(stranger('Analyst')), input)).rejects.toMatchObject({ code: 'not_found' });
    const local = ctx(person('Analyst', [productId]));
    await expect(saveEntry(local, { ...input, productId: null })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await saveEntry(local, input)).toMatchObject({ kind: 'taken' });
    await expect(saveEntry(local, { ...input, version: 1 })).rejects.toMatchObject({ details: { issue: 'exists' } });
    expect(await unsafeDb().auditEntry.count({ where: { action: 'asset-list.changed' } })).toBeGreaterThan(0);
  });
});
