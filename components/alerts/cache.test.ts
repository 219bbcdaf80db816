import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { foresee } from '@/components/alerts/cache';
import { alertKeys } from '@/lib/alerts/queries';

it('shows a decision in lists and pages at once, of what it is about alone, and takes it back', async () => {
  const client = new QueryClient();
  const list = [...alertKeys.all, 'list', '/api/alerts'];
  const one = [...alertKeys.all, 'one', 1];
  const row = (id: string) => ({ id, state: 'open', verdict: null });
  client.setQueryData(list, { pages: [{ rows: [row('a'), row('b')], next: null }], pageParams: [''] });
  client.setQueryData(one, row('a'));
  const takeBack = await foresee(client, { ids: ['a'], state: 'closed', verdict: 'benign' });
  expect(client.getQueryData(one)).toEqual({ id: 'a', state: 'closed', verdict: 'benign' });
  expect(client.getQueryData(list)).toMatchObject({ pages: [{ rows: [{ state: 'closed' }, row('b')] }] });
  takeBack();
  expect(client.getQueryData(one)).toEqual(row('a'));
  expect(client.getQueryData(list)).toMatchObject({ pages: [{ rows: [row('a'), row('b')] }] });
});
