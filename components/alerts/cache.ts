import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { alertKeys } from '@/lib/alerts/queries';
import type { AlertDetail, AlertPage, AlertRow } from '@/lib/alerts/types';

/** How alerts will stand if the verb is taken. */
export type Guess = Pick<AlertRow, 'state' | 'verdict'> & { readonly ids: readonly string[] };

/** Shows at once what a verb will do, in every list and page that is loaded. Returned: takes it back. */
export async function foresee(client: QueryClient, { ids, state, verdict }: Guess): Promise<() => void> {
  // An answer that is on its way is older than what is shown now.
  await client.cancelQueries({ queryKey: alertKeys.all });
  const before = client.getQueriesData({ queryKey: alertKeys.all });
  const changed = <T extends AlertRow>(row: T): T => (ids.includes(row.id) ? { ...row, state, verdict } : row);
  client.setQueriesData<InfiniteData<AlertPage>>({ queryKey: [...alertKeys.all, 'list'] }, (list) =>
    list ? { ...list, pages: list.pages.map((page) => ({ ...page, rows: page.rows.map(changed) })) } : list,
  );
  client.setQueriesData<AlertDetail>({ queryKey: [...alertKeys.all, 'one'] }, (one) => (one ? changed(one) : one));
  return () => {
    for (const [key, data] of before) client.setQueryData(key, data);
  };
}
