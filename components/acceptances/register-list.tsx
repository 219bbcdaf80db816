'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Scale } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { Limits, useAbout } from '@/components/acceptances/about';
import { AcceptanceStateBadge } from '@/components/acceptances/state-badge';
import type { RegisterChange } from '@/components/acceptances/workspace';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Table, Td, Th } from '@/components/ui/table';
import { acceptancesQuery } from '@/lib/acceptances/queries';
import type { AcceptanceAddress } from '@/lib/acceptances/search-params';
import type { AcceptanceRow } from '@/lib/acceptances/types';
import { RequestError } from '@/lib/core/request-error';

type Props = {
  readonly address: AcceptanceAddress;
  readonly filtered: boolean;
  readonly onChange: (change: RegisterChange) => void;
  readonly onClear: () => void;
};

/** The register in its five states. */
export function RegisterList({ address, filtered, onClear }: Props) {
  const t = useTranslations('acceptances');
  const list = useInfiniteQuery(acceptancesQuery(address));
  if (list.isPending) {
    return (
      <div aria-busy="true">
        <SkeletonRows rows={8} />
      </div>
    );
  }
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  if (list.isError && rows.length === 0) {
    const id = list.error instanceof RequestError ? list.error.requestId : undefined;
    return <ErrorState requestId={id} onRetry={() => void list.refetch()} />;
  }
  if (rows.length === 0) return <NoRows address={address} filtered={filtered} onClear={onClear} />;
  return (
    <>
      {list.isError && (
        <p role="status" className="mb-2 text-partly-ink">
          {t('stale')}
        </p>
      )}
      <Rows rows={rows} />
      {list.hasNextPage && (
        <Button className="mt-3" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}

function NoRows({ address, filtered, onClear }: Omit<Props, 'onChange'>) {
  const t = useTranslations('acceptances.empty');
  const filters = useTranslations('acceptances.filters');
  if (!filtered) {
    return (
      <EmptyState icon={<Scale />} title={t('first')}>
        {t('firstLead')}
      </EmptyState>
    );
  }
  const title = t(address.queue === 'decide' ? 'decide' : 'filtered');
  return <EmptyState title={title} action={<Button onClick={onClear}>{filters('clear')}</Button>} />;
}

const COLUMNS = ['number', 'about', 'product', 'state', 'requester', 'decider', 'held', 'expires'] as const;

function Rows({ rows }: { readonly rows: readonly AcceptanceRow[] }) {
  const t = useTranslations('acceptances');
  return (
    <Table label={t('label')} stacked>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <Th key={column} numeric={column === 'held'}>
              {t(`columns.${column}`)}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ row }: { readonly row: AcceptanceRow }) {
  const t = useTranslations('acceptances');
  const format = useFormatter();
  const about = useAbout();
  return (
    <tr className="align-top" data-acceptance={row.number}>
      <Td className="tabular-nums">
        <Link href={`/acceptances/${row.id}`} prefetch={false} className="font-medium hover:underline">
          {`#${row.number}`}
        </Link>
      </Td>
      <Td label={t('columns.about')} className="min-w-48">
        <Link href={`/acceptances/${row.id}`} prefetch={false} className="wrap-anywhere hover:underline">
          {about(row)}
        </Link>{' '}
        <Limits about={row} />
        <p className="line-clamp-2 max-w-prose text-muted text-xs wrap-anywhere">
          {`${t(`reasons.${row.reason}`)}: ${row.justification}`}
        </p>
      </Td>
      <Td label={t('columns.product')}>{row.product.name}</Td>
      <Td label={t('columns.state')}>
        <AcceptanceStateBadge state={row.state} />
      </Td>
      <Td label={t('columns.requester')}>{row.requester.name}</Td>
      <Td label={t('columns.decider')}>{row.decider?.name ?? '–'}</Td>
      <Td label={t('columns.held')} numeric className="tabular-nums">
        {format.number(row.held)}
      </Td>
      <Td label={t('columns.expires')}>
        <RelativeTime at={row.endedAt ?? row.expiresAt} />
      </Td>
    </tr>
  );
}
