import { expect, it } from 'vitest';
import { requirePermission } from '@/lib/access/policy';
import { take } from '@/lib/assets/testing/inventory';
import { ctx, person, readOnly } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { at } from '@/lib/imports/testing';
import { listView } from '@/lib/lists/data/view';
import { EMPTY_ENTRY } from '@/lib/lists/entry';
import { exportList } from '@/lib/lists/export';
import { replaceList } from '@/lib/lists/mutations/change';
import { previewEntry, previewFile } from '@/lib/lists/preview';
import { settle } from '@/lib/lists/testing/settle';

withDatabase();

const by = ctx(person('Analyst', 'everywhere'), at(0));
const open = (port: number) => `<port protocol="tcp" portid="${port}"><state state="open"/></port>`;
const SCAN = `<nmaprun scanner="nmap" args="nmap 192.0.2.0/29"><host><status state="up" reason="echo-reply"/>
  <address addr="192.0.2.1" addrtype="ipv4"/><ports>${[22, 80, 443].map(open).join('')}</ports></host></nmaprun>`;

it('says before what would become drift, and keeps nothing by that', async () => {
  const { productId } = await aProduct();
  const place = { kind: 'ports', productId } as const;
  await take(productId, SCAN, 0);
  const file = (text: string, version = 0) => previewFile(by, { ...place, version, text });
  expect(await file('host,port,reason\n192.0.2.1,22-80,Web\n')).toMatchObject({
    ...{ kind: 'preview', added: 1, changed: 0, removed: 0, opens: 1, closes: 0, examples: ['192.0.2.1 443/tcp'] },
  });
  expect(await file('host,port,reason\n192.0.2.1,22,\n')).toMatchObject({ kind: 'refused', count: 1 });
  await replaceList(by, { ...place, version: 0, text: 'host,port,reason\n192.0.2.1,22-80,Web\n' });
  const entry = { ...EMPTY_ENTRY, subject: '192.0.2.0/29', detail: '443', reason: 'Shop' };
  const added = await previewEntry(by, { ...place, version: 1, before: null, entry });
  expect(added).toMatchObject({ kind: 'preview', added: 1, opens: 0, closes: 1, examples: [] });
  const before = { subject: '192.0.2.1', detail: '22-80', protocol: 'tcp' };
  const narrowed = await previewEntry(by, { ...place, version: 1, before, entry: { ...entry, detail: '22' } });
  expect(narrowed).toMatchObject({ added: 1, removed: 1, opens: 1, closes: 0, examples: ['192.0.2.1 80/tcp'] });
  await expect(file('host,port,reason\n')).rejects.toMatchObject({ code: 'conflict' });
  await expect(previewEntry(ctx(readOnly(), at(0)), { ...place, version: 1, before, entry })).rejects.toMatchObject({
    code: 'forbidden',
  });
});

it('shows a list by page and search, its history, and what may be done', async () => {
  const { productId } = await aProduct();
  const product = { id: productId, slug: 'x', name: 'X' };
  const lines = Array.from({ length: 60 }, (_, n) => `host-${String(n).padStart(2, '0')}.example,Ada_${n}`);
  const text = ['host,owner', ...lines, 'old.example,=Bob'].join('\n');
  await replaceList(by, { kind: 'hosts', productId, version: 0, text });
  const reader = ctx(readOnly(), at(0));
  const read = requirePermission(reader, 'asset-list:read');
  const view = (q: string, page: number, write: typeof read | null = null) =>
    listView(read, { kind: 'hosts', q, page, product }, write, at(0));
  const second = await view('', 2, requirePermission(by, 'asset-list:write'));
  expect(second).toMatchObject({ total: 61, matching: 61, pages: 2, page: 2, writable: true, comparedAt: null });
  expect(second.rows).toHaveLength(11);
  expect(second.versions).toMatchObject([{ version: 1, way: 'csv', added: 61, changed: 0, removed: 0 }]);
  expect(await view('a_5', 99)).toMatchObject({ matching: 11, page: 1, pages: 1, writable: false });
  expect((await view('%', 1)).matching).toBe(0);
  const exported = await (await exportList(reader, { kind: 'hosts', productId }, 'csv')).text();
  expect(exported).toContain("'=Bob");
  expect(await replaceList(by, { kind: 'hosts', productId, version: 1, text: exported })).toMatchObject({
    changes: [],
  });
});

it('counts drift by kind: of a product its own, of the organisation that of every product in reach', async () => {
  const products = await Promise.all([aProduct(), aProduct()]);
  const auditor = person(
    'Auditor',
    products.map(({ productId }) => productId),
  );
  const read = requirePermission(ctx(auditor, at(0)), 'asset-list:read');
  for (const { productId } of products) {
    await take(productId, SCAN, 0);
    await replaceList(by, { kind: 'ports', productId, version: 0, text: 'host,port,reason\n192.0.2.1,22,Admin\n' });
    await settle(productId, 1);
  }
  const view = (productId: string | null, kind: 'ports' | 'hosts') => {
    const product = productId === null ? null : { id: productId, slug: 'x', name: 'X' };
    return listView(read, { kind, q: '', page: 1, product }, null, at(2));
  };
  const [one, whole] = [await view(products[0]?.productId ?? null, 'ports'), await view(null, 'ports')];
  expect(one.drifted).toBe(2);
  expect(one.driftSources).toHaveLength(1);
  expect(whole.drifted).toBe(4);
  expect(whole.driftSources).toHaveLength(2);
  expect(await view(null, 'hosts')).toMatchObject({ drifted: 0, driftSources: [] });
});
