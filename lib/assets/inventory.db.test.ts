import { beforeAll, describe, expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { listAssets } from '@/lib/assets/data/inventory';
import { countAssets, coverageOf } from '@/lib/assets/data/inventory-counts';
import { assetById } from '@/lib/assets/data/inventory-detail';
import { type InventoryFilter, loadInventoryAddress } from '@/lib/assets/inventory-address';
import { exportAssets } from '@/lib/assets/inventory-export';
import { changeAsset, mergeAsset, splitName } from '@/lib/assets/mutations/inventory';
import { fold, listed, take } from '@/lib/assets/testing/inventory';
import { unsafeDb } from '@/lib/core/db';
import { ctx, person, readOnly, stranger, token } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { receiveEvents } from '@/lib/events/incoming';
import { listFindings } from '@/lib/findings/data/list';
import { loadListQuery } from '@/lib/findings/search-params';
import { at } from '@/lib/imports/testing';
import { anEndpoint, scanned } from '@/lib/tls/testing/endpoints';
import { someFacts } from '@/lib/tls/testing/looks';

withDatabase();

const admin = person('Admin', 'everywhere');
const NOON = at(0);

const nmap = (hosts: readonly string[], ports: readonly number[]) => {
  const port = (n: number) => `<port protocol="tcp" portid="${n}"><state state="open"/></port>`;
  const host = (ip: string) => `<host><status state="up" reason="echo-reply"/><address addr="${ip}" addrtype="ipv4"/>
    <ports>${ports.map(port).join('')}</ports></host>`;
  return `<nmaprun scanner="nmap" args="nmap 192.0.2.0/24">${hosts.map(host).join('')}</nmaprun>`;
};

const filterOf = (query: string): InventoryFilter => {
  const { sort: _, ...filter } = loadInventoryAddress(new URLSearchParams(query));
  return filter;
};
const scopeOf = (productId: string) => requirePermission(ctx(person('Analyst', [productId])), 'finding:read');
const everywhere = () => requirePermission(ctx(readOnly()), 'finding:read');

async function keysOf(productId: string, query: string, now = NOON): Promise<string[]> {
  const order = loadInventoryAddress(new URLSearchParams(query)).sort;
  const keys: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listAssets(scopeOf(productId), { filter: filterOf(query), order, cursor }, now, 7);
    keys.push(...page.rows.map(({ key }) => key));
    cursor = page.next;
  } while (cursor !== null);
  return keys;
}

async function idOf(productId: string, key: string): Promise<string> {
  return (await unsafeDb().asset.findFirstOrThrow({ where: { productId, key } })).id;
}

const viewer = { now: NOON, write: null, alerts: null, incidents: null };

describe('the list', () => {
  let productId = '';
  const hosts = Array.from({ length: 12 }, (_, n) => `192.0.2.${n + 1}`);
  beforeAll(async () => {
    ({ productId } = await aProduct());
    await take(productId, nmap(hosts, [22, 443]), 0);
    await fold();
  });

  it('comes page by page, each asset once, in every order', async () => {
    for (const sort of ['name.asc', 'seen.desc', 'new.desc']) {
      const keys = await keysOf(productId, `sort=${sort}`);
      expect(keys).toHaveLength(36);
      expect(new Set(keys).size).toBe(36);
    }
    expect(await keysOf(productId, 'kind=host')).toEqual(hosts.toSorted());
  });

  it('is narrowed by kind, text, product, coverage and attributes', async () => {
    expect(await keysOf(productId, 'q=192.0.2.11')).toEqual(['192.0.2.11', '192.0.2.11:22/tcp', '192.0.2.11:443/tcp']);
    expect(await keysOf(productId, 'q=%25')).toEqual([]);
    expect(await keysOf(productId, 'product=other')).toEqual([]);
    expect(await keysOf(productId, 'tls=missed')).toHaveLength(12);
    expect(await keysOf(productId, 'tls=none&kind=endpoint')).toHaveLength(12);
    expect(await keysOf(productId, 'scan=missed')).toEqual(hosts.toSorted());
    expect(await keysOf(productId, 'scan=late')).toEqual([]);
    expect(await keysOf(productId, 'scan=late', new Date(NOON.getTime() + 169 * 3_600_000))).toHaveLength(24);
    expect(await keysOf(productId, 'tier=unknown')).toHaveLength(36);
    await unsafeDb().product.update({ where: { id: productId }, data: { tier: 2, exposure: 'internet' } });
    expect(await keysOf(productId, 'tier=2&exposure=internet&data=unknown')).toHaveLength(36);
    expect(await keysOf(productId, 'tier=unknown')).toEqual([]);
  });

  it('has counts beside its filters that agree with it, and a coverage that adds up', async () => {
    const query = 'kind=endpoint&tls=missed';
    const counts = await countAssets(scopeOf(productId), filterOf(query), NOON);
    expect(counts.total).toBe((await keysOf(productId, query)).length);
    expect(counts.facets.kind).toEqual({ endpoint: 12 });
    expect(counts.facets.tls).toEqual({ missed: 12, none: 12 });
    const rows = await coverageOf(scopeOf(productId), { product: [], team: [] }, NOON);
    expect(rows.map(({ kind, total }) => [kind, total])).toEqual([
      ['host', 12],
      ['endpoint', 24],
    ]);
    expect(rows[0]?.cells).toMatchObject({
      scan: { missed: 12, met: 0 },
      edr: { unknown: 12 },
      tls: { met: 0, unknown: 0 },
    });
    expect(rows[1]?.cells.tls).toEqual({ met: 0, late: 0, missed: 12, unknown: 0 });
  });

  it('shows nobody what lies outside their reach', async () => {
    const other = stranger('Analyst');
    const scope = requirePermission(ctx(other), 'finding:read');
    const query = { filter: filterOf(''), order: 'name.asc', cursor: null } as const;
    expect((await listAssets(scope, query, NOON)).rows).toEqual([]);
    const id = await idOf(productId, '192.0.2.1');
    await expect(assetById(scope, id, viewer)).rejects.toMatchObject({ code: 'not_found' });
    expect((await assetById(scopeOf(productId), id, viewer)).key).toBe('192.0.2.1');
  });

  it('counts the open findings at an asset, and leads to exactly these', async () => {
    const id = await idOf(productId, '192.0.2.3');
    const detail = await assetById(scopeOf(productId), id, viewer);
    expect(detail.open).toEqual({ n: 2, exact: true });
    expect(detail.findings.info).toBe(2);
    expect(detail.inside.map(({ name }) => name)).toEqual(['192.0.2.3:22/tcp', '192.0.2.3:443/tcp']);
    expect(detail.names).toMatchObject([{ key: '192.0.2.3', own: true, sightings: [{ via: 'source' }] }]);
    const { sort: order, cursor: _, ...filter } = loadListQuery(new URLSearchParams(`asset=${id}`));
    const page = await listFindings(everywhere(), { filter, order, cursor: null }, { personId: null, now: NOON });
    expect(page.rows.map(({ location }) => location).toSorted()).toEqual(['192.0.2.3:22/tcp', '192.0.2.3:443/tcp']);
  });

  it('goes out as a file for people and for a token of the product, with a line in the trail', async () => {
    const address = loadInventoryAddress(new URLSearchParams('kind=host'));
    const csv = await (await exportAssets(ctx(readOnly()), { ...address, q: '192.0.2.1' }, 'csv')).text();
    expect(csv).toContain('192.0.2.10');
    const lines = await (await exportAssets(ctx(token(productId, ['finding:read'])), address, 'jsonl')).text();
    expect(
      lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).key),
    ).toEqual(hosts.toSorted());
    await expect(exportAssets(ctx(token(productId, ['event:ingest'])), address, 'jsonl')).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await unsafeDb().auditEntry.count({ where: { action: 'asset.exported' } })).toBe(2);
  });
});

describe('what people say of an asset', () => {
  it('is kept with its history, and by administrators alone', async () => {
    const { productId } = await aProduct();
    const { productId: other } = await aProduct();
    await take(productId, nmap(['192.0.2.1'], [443]), 0);
    await fold();
    const id = await idOf(productId, '192.0.2.1');
    const said = { id, version: 1, productId: other, tier: 1, exposure: 'internet', dataClass: null } as const;
    await expect(changeAsset(ctx(person('Analyst', 'everywhere')), said)).rejects.toMatchObject({ code: 'forbidden' });
    await changeAsset(ctx(admin), said);
    await expect(changeAsset(ctx(admin), said)).rejects.toMatchObject({ code: 'conflict' });
    await take(productId, nmap(['192.0.2.1'], [443]), 1);
    await fold();
    const detail = await assetById(everywhere(), id, viewer);
    expect(detail).toMatchObject({ tier: 1, exposure: 'internet', dataClass: null, product: { id: other } });
    expect(detail.steps).toMatchObject([
      { verb: 'changed', data: { tier: [null, '1'], exposure: [null, 'internet'] } },
    ]);
    expect(await keysOf(productId, '')).toEqual(['192.0.2.1:443/tcp']);
    expect(await keysOf(other, '')).toEqual(['192.0.2.1']);
    expect(await unsafeDb().auditEntry.count({ where: { action: 'asset.changed', productId: other } })).toBe(1);
  });

  it('joins two assets and parts them again; folding leaves both alone', async () => {
    const { productId } = await aProduct();
    await take(productId, nmap(['192.0.2.1', '192.0.2.2'], [22]), 0);
    await fold();
    const [one, two] = [await idOf(productId, '192.0.2.1'), await idOf(productId, '192.0.2.2')];
    const merge = (other: string) => mergeAsset(ctx(admin), { id: one, version: 1, other });
    await expect(merge('198.51.100.9')).rejects.toMatchObject({ details: { issue: 'unknown_name' } });
    await expect(merge('192.0.2.2:9/tcp')).rejects.toMatchObject({ details: { issue: 'unknown_name' } });
    expect(await merge('192.0.2.2')).toBe(two);
    await unsafeDb().assetMark.deleteMany();
    await fold();
    expect(await listed(productId)).toContain('host 192.0.2.2 = 192.0.2.1');
    const merged = await assetById(scopeOf(productId), two, viewer);
    expect(merged.open.n).toBe(2);
    expect(merged.steps).toMatchObject([{ verb: 'merged' }]);
    const name = merged.names.find(({ key }) => key === '192.0.2.1');
    const own = merged.names.find(({ key }) => key === '192.0.2.2');
    const split = (nameId = 0) => splitName(ctx(admin), { id: two, version: merged.version, nameId });
    await expect(split(own?.id)).rejects.toMatchObject({ details: { issue: 'own_name' } });
    expect(await split(name?.id)).toBe(one);
    await unsafeDb().assetMark.deleteMany();
    await fold();
    expect(await listed(productId)).toEqual([
      'endpoint 192.0.2.1:22/tcp',
      'endpoint 192.0.2.2:22/tcp',
      'host 192.0.2.1',
      'host 192.0.2.2',
    ]);
  });
});

describe('other tellers', () => {
  it('events name hosts, clusters, namespaces and images; an alert of Defender shows that its agent runs', async () => {
    const { productId } = await aProduct();
    const send = async (shape: string, body: string) => {
      const actor = token(productId, ['event:ingest']);
      const address = `http://localhost/api/v1/events/${shape}?sender=one`;
      await receiveEvents({ ...ctx(actor, NOON), actor }, new Request(address, { method: 'POST', body }), shape);
    };
    const event = {
      time: '2026-11-22T11:59:00Z',
      id: '1',
      name: 'a rule',
      host: 'node-1',
      cluster: 'prod',
      namespace: 'shop',
    };
    await send('generic', JSON.stringify({ ...event, image: 'registry.example/shop:1.2' }));
    const alert = {
      id: 'a1',
      title: 'Malware',
      computerDnsName: 'Web-1.shop.example',
      severity: 'High',
      status: 'New',
    };
    await send('mde', JSON.stringify({ value: [{ ...alert, alertCreationTime: '2026-11-22T11:58:00Z' }] }));
    await fold();
    expect(await listed(productId)).toEqual([
      'cluster prod',
      'host node-1',
      'host web-1.shop.example',
      'image registry.example/shop',
      'namespace prod/shop',
    ]);
    expect(await keysOf(productId, 'edr=met')).toEqual(['web-1.shop.example']);
    expect(await keysOf(productId, 'edr=late', new Date(NOON.getTime() + 169 * 3_600_000))).toEqual([
      'web-1.shop.example',
    ]);
    expect(await unsafeDb().assetTodo.count({ where: { productId } })).toBe(0);
  });

  it('an endpoint that is watched has its grade, and is forgotten with it', async () => {
    const { productId } = await aProduct();
    const { id } = await anEndpoint(productId, { target: 'B' });
    await fold();
    expect(await keysOf(productId, 'tls=unknown')).toEqual(['shop.example:443/tcp']);
    await scanned(id, someFacts());
    await fold();
    expect(await keysOf(productId, 'tls=met')).toEqual(['shop.example:443/tcp']);
    const page = await listAssets(
      scopeOf(productId),
      { filter: filterOf('tls=met'), order: 'name.asc', cursor: null },
      NOON,
    );
    expect(page.rows[0]?.tlsLetter).not.toBeNull();
    await unsafeDb().tlsEndpoint.delete({ where: { id } });
    await fold();
    expect(await listed(productId)).toEqual([]);
  });
});
