'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Scale } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { Limits, useAbout } from '@/components/acceptances/about';
import { AcceptanceStateBadge } from '@/components/acceptances/state-badge';
import { NothingMatches, PagedList } from '@/components/layout/list-states';
import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import { acceptancesQuery } from '@/lib/acceptances/queries';
import type { AcceptanceAddress } from '@/lib/acceptances/search-params';
import type { AcceptanceRow } from '@/lib/acceptances/types';

type Props = {
  readonly address: AcceptanceAddress;
  readonly filtered: boolean;
  readonly onClear: () => void;
};

/** The register in its five states. */
export function RegisterList({ address, filtered, onClear }: Props) {
  const list = useInfiniteQuery(acceptancesQuery(address));
  return (
    <PagedList query={list} empty={<NoRows address={address} filtered={filtered} onClear={onClear} />}>
      {(rows) => <Rows rows={rows} />}
    </PagedList>
  );
}

function NoRows({ address, filtered, onClear }: Props) {
  const t = useTranslations('acceptances.empty');
  if (!filtered) {
    return (
      <EmptyState icon={<Scale />} title={t('first')}>
        {t('firstLead')}
      </EmptyState>
    );
  }
  const title = t(address.queue === 'decide' ? 'decide' : 'filtered');
  return <NothingMatches title={title} onClear={onClear} />;
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
