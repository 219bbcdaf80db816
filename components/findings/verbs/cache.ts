import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { findingKeys } from '@/lib/findings/keys';
import type { FindingDetailView, FindingPage, FindingRow } from '@/lib/findings/types';

type Pages = InfiniteData<FindingPage>;

/** Rows as they are shown before the server has answered: the version goes up as the server will raise it. */
export function patchRows(client: QueryClient, ids: ReadonlySet<number>, patch: Partial<FindingRow>): void {
  const change = <T extends FindingRow>(row: T): T =>
    ids.has(row.id) ? { ...row, ...patch, version: row.version + 1 } : row;
  changeRows(client, change);
}

/** Rows as the server says that they are now. */
export function settleRows(client: QueryClient, rows: readonly FindingRow[]): void {
  const now = new Map(rows.map((row) => [row.id, row]));
  changeRows(client, (row) => ({ ...row, ...now.get(row.id) }));
}

function changeRows(client: QueryClient, change: <T extends FindingRow>(row: T) => T): void {
  client.setQueriesData<Pages>({ queryKey: findingKeys.lists }, (data) =>
    data ? { ...data, pages: data.pages.map((page) => ({ ...page, rows: page.rows.map(change) })) } : undefined,
  );
  client.setQueriesData<FindingDetailView>(
    { queryKey: findingKeys.details, predicate: ({ queryKey }) => queryKey.length === 3 },
    (detail) => (detail ? change(detail) : undefined),
  );
}

export type Snapshot = ReturnType<QueryClient['getQueriesData']>;

export function snapshot(client: QueryClient): Snapshot {
  return [
    ...client.getQueriesData({ queryKey: findingKeys.lists }),
    ...client.getQueriesData({ queryKey: findingKeys.details }),
  ];
}

export function restore(client: QueryClient, before: Snapshot): void {
  for (const [key, data] of before) client.setQueryData(key, data);
}
