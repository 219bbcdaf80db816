import { describe, expect, it } from 'vitest';
import { ctx, token } from '@/lib/core/testing/actors';
import { aProduct } from '@/lib/core/testing/assets';
import { withDatabase } from '@/lib/core/testing/database';
import { receiveList, tellList } from '@/lib/lists/incoming';

withDatabase();

const machine = (productId: string, ...scopes: string[]) => {
  const actor = token(productId, scopes);
  return { ...ctx(actor), actor };
};
const request = (body: string | null, type = 'application/json', query = '') =>
  new Request(`http://localhost/api/v1/lists/x${query}`, {
    method: body === null ? 'GET' : 'PUT',
    body,
    headers: { 'content-type': type },
  });
const both = ['asset-list:read', 'asset-list:write'];
const document = (...entries: object[]) => request(JSON.stringify({ entries }));

describe('a machine', () => {
  it('puts, adds and reads a list, as JSON and CSV', async () => {
    const { productId } = await aProduct();
    const by = machine(productId, ...both);
    await expect(tellList(by, request(null), 'ports')).rejects.toMatchObject({ code: 'not_found' });
    const csv = 'host,port,reason\n10.0.0.0/8,443,=Shop\n';
    const put = await receiveList(by, request(csv, 'text/csv; charset=utf-8'), 'ports', 'put');
    expect(await put.json()).toEqual({ version: 1, added: 1, changed: 0, removed: 0 });
    const added = await receiveList(
      by,
      document(
        { host: 'db.example', port: 5432, reason: 'Database', until: '2027-01-31' },
        { host: '10.0.0.0/8', port: '443', reason: 'Web' },
      ),
      'ports',
      'post',
    );
    expect(await added.json()).toEqual({ version: 2, added: 1, changed: 1, removed: 0 });
    expect(await (await tellList(by, request(null), 'ports')).json()).toEqual({
      ...{ list: 'ports', version: 2, changed_at: '2026-11-22T12:00:00.000Z' },
      entries: [
        { host: '10.0.0.0/8', port: '443', protocol: 'tcp', reason: 'Web', owner: '', until: null },
        { host: 'db.example', port: '5432', protocol: 'tcp', reason: 'Database', owner: '', until: '2027-01-31' },
      ],
    });
    const file = await (await tellList(by, request(null, '', '?format=csv'), 'ports')).text();
    const again = await receiveList(by, request(file, 'text/csv'), 'ports', 'put');
    expect(await again.json()).toEqual({ version: 2, added: 0, changed: 0, removed: 0 });
  });

  it('is told every mistake, and nothing is kept', async () => {
    const { productId } = await aProduct();
    const by = machine(productId, ...both);
    const wrong = document({ host: 'a.example' }, { host: '*' });
    await expect(receiveList(by, wrong, 'hosts', 'post')).rejects.toMatchObject({
      code: 'invalid',
      details: { issue: 'list_refused', count: 1, mistakes: ['line 2: host: everything'] },
    });
    const odd = document({ host: 'a.example', port: 1 });
    await expect(receiveList(by, odd, 'hosts', 'post')).rejects.toMatchObject({ details: { count: 1 } });
    await expect(receiveList(by, request('nonsense'), 'hosts', 'put')).rejects.toMatchObject({ code: 'invalid' });
    await expect(tellList(by, request(null), 'hosts')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('needs the scope, and a kind that there is', async () => {
    const { productId } = await aProduct();
    const reader = machine(productId, 'asset-list:read');
    await expect(receiveList(reader, document(), 'hosts', 'put')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(tellList(machine(productId), request(null), 'hosts')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(tellList(reader, request(null), 'people')).rejects.toMatchObject({ code: 'not_found' });
  });
});
