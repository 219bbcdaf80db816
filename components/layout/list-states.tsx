'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { RequestError } from '@/lib/core/request-error';

/** What is asked of a query, whatever it reads. */
type Asked = {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly refetch: () => Promise<unknown>;
};

type StatesProps = {
  readonly query: Asked;
  /** How many rows have come. */
  readonly count: number;
  /** For no rows: first use, or nothing matches. */
  readonly empty: ReactNode;
  /** How many rows stand for what loads. */
  readonly skeleton?: number;
  readonly children: ReactNode;
};

/** A list in its five states: loading, error, empty, and its rows, which are stale where a refresh failed. */
export function ListStates({ query, count, empty, skeleton = 8, children }: StatesProps) {
  const t = useTranslations('ui.list');
  if (query.isPending) {
    return (
      <div aria-busy="true">
        <SkeletonRows rows={skeleton} />
      </div>
    );
  }
  if (query.error && count === 0) {
    const id = query.error instanceof RequestError ? query.error.requestId : undefined;
    return <ErrorState requestId={id} onRetry={() => void query.refetch()} />;
  }
  if (count === 0) return empty;
  return (
    <>
      {query.error && (
        <p role="status" className="mb-2 text-partly-ink">
          {t('stale')}
        </p>
      )}
      {children}
    </>
  );
}

type Paged = {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
};

type PagedProps<T> = Pick<StatesProps, 'empty' | 'skeleton'> & {
  readonly query: Asked & Paged & { readonly data?: { readonly pages: readonly { readonly rows: readonly T[] }[] } };
  /** Stands beside the button for more. */
  readonly verbs?: (rows: readonly T[]) => ReactNode;
  readonly children: (rows: readonly T[]) => ReactNode;
};

/** A list that comes page by page, in its five states. */
export function PagedList<T>({ query, verbs, children, ...states }: PagedProps<T>) {
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <ListStates query={query} count={rows.length} {...states}>
      {children(rows)}
      <div className="mt-3 flex flex-wrap gap-2 empty:hidden">
        <MoreButton query={query} />
        {verbs?.(rows)}
      </div>
    </ListStates>
  );
}

export function MoreButton({ query }: { readonly query: Paged }) {
  const t = useTranslations('ui.list');
  if (!query.hasNextPage) return null;
  return (
    <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
      {t('more')}
    </Button>
  );
}

type NothingProps = { readonly title: string; readonly onClear: () => void };

/** A list of which the filters leave nothing. */
export function NothingMatches({ title, onClear }: NothingProps) {
  const t = useTranslations('ui.filter');
  return <EmptyState title={title} action={<Button onClick={onClear}>{t('clear')}</Button>} />;
}
