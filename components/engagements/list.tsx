'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Crosshair } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EngagementStateBadge } from '@/components/engagements/state-badge';
import { useDay, useDays } from '@/components/engagements/use-day';
import { NothingMatches, PagedList } from '@/components/layout/list-states';
import { EmptyState } from '@/components/ui/empty-state';
import { Table, Td, Th } from '@/components/ui/table';
import { engagementsQuery } from '@/lib/engagements/queries';
import { engagementName } from '@/lib/engagements/rules';
import type { EngagementAddress } from '@/lib/engagements/search-params';
import type { EngagementRow } from '@/lib/engagements/types';

type Props = { readonly address: EngagementAddress; readonly filtered: boolean; readonly onClear: () => void };

/** The tests in the list's five states. */
export function EngagementList({ address, filtered, onClear }: Props) {
  const list = useInfiniteQuery(engagementsQuery(address));
  return (
    <PagedList query={list} empty={<NoRows filtered={filtered} onClear={onClear} />}>
      {(rows) => <Rows rows={rows} />}
    </PagedList>
  );
}

function NoRows({ filtered, onClear }: Omit<Props, 'address'>) {
  const t = useTranslations('engagements');
  if (filtered) {
    return <NothingMatches title={t('empty.filtered')} onClear={onClear} />;
  }
  return (
    <EmptyState icon={<Crosshair />} title={t('empty.first')}>
      {t('empty.firstLead')}
    </EmptyState>
  );
}

const COLUMNS = ['number', 'title', 'product', 'state', 'kind', 'performer', 'dates', 'findings'] as const;

function Rows({ rows }: { readonly rows: readonly EngagementRow[] }) {
  const t = useTranslations('engagements');
  return (
    <Table label={t('label')} stacked>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <Th key={column} numeric={column === 'findings'}>
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

function Row({ row }: { readonly row: EngagementRow }) {
  const t = useTranslations('engagements');
  const day = useDay();
  const days = useDays();
  const { number, title, product, state, overdue, kind, performer, company, startsOn, endsOn, retestDueOn } = row;
  const { total, open } = row.findings;
  const href = `/engagements/${number}`;
  return (
    <tr className="align-top" data-engagement={number}>
      <Td className="whitespace-nowrap tabular-nums">
        <Link href={href} prefetch={false} className="font-medium hover:underline">
          {engagementName(number)}
        </Link>
      </Td>
      <Td className="min-w-40">
        <Link href={href} prefetch={false} className="wrap-anywhere hover:underline">
          {title}
        </Link>
      </Td>
      <Td label={t('columns.product')}>{product.name}</Td>
      <Td label={t('columns.state')}>
        <EngagementStateBadge state={state} overdue={overdue} />
        {retestDueOn && (
          <p className="mt-0.5 text-muted text-xs">
            {t('retestOn', { overdue: String(overdue), on: day(retestDueOn) })}
          </p>
        )}
      </Td>
      <Td label={t('columns.kind')}>{t(`kinds.${kind}`)}</Td>
      <Td label={t('columns.performer')} className="wrap-anywhere">
        {t('by', { performer, company })}
      </Td>
      <Td label={t('columns.dates')}>{days(startsOn, endsOn)}</Td>
      <Td label={t('columns.findings')} numeric className="tabular-nums">
        {t('progress', { total, closed: total - open })}
      </Td>
    </tr>
  );
}
