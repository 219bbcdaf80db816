'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CancelButton } from '@/components/imports/cancel-button';
import { CountsLine } from '@/components/imports/counts';
import { FailureTitle } from '@/components/imports/failure';
import { SourceNameText } from '@/components/imports/source-name';
import { ImportStateBadge } from '@/components/imports/state-badge';
import { NothingMatches, PagedList } from '@/components/layout/list-states';
import { EmptyState } from '@/components/ui/empty-state';
import { Progress } from '@/components/ui/progress';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import { isJudged } from '@/lib/imports/own-source';
import { importsQuery } from '@/lib/imports/queries';
import type { ImportParams } from '@/lib/imports/search-params';
import { type ImportRow, isUnderWay } from '@/lib/imports/types';

/** How far it is: by bytes where the report came unpacked, else by count alone. */
export function ImportProgress({ row }: { readonly row: ImportRow }) {
  const t = useTranslations('imports');
  const { bytes, records } = row.progress;
  const known = row.state === 'running' && bytes > 0 && bytes <= row.size;
  return (
    <Progress
      label={t(`state.${row.state}`)}
      value={known ? (bytes / row.size) * 100 : null}
      count={t('records', { count: records })}
    />
  );
}

function Outcome({ row }: { readonly row: ImportRow }) {
  if (isUnderWay(row.state)) return <ImportProgress row={row} />;
  if (row.error) return <FailureTitle error={row.error} />;
  return row.state === 'done' ? <CountsLine importId={row.id} counts={row.counts} /> : null;
}

/** What a phone has no room for; the import's own page tells it. */
const WIDE = 'hidden sm:table-cell';

function Row({ row, mayCancel }: { readonly row: ImportRow; readonly mayCancel: boolean }) {
  const t = useTranslations('imports');
  return (
    <tr>
      <Td className="min-w-36">
        <Link href={`/imports/${row.id}`} prefetch={false} className="font-medium hover:underline">
          {row.source ? <SourceNameText source={row.source} /> : (row.entry ?? row.fileName)}
        </Link>
        <p className="max-w-40 truncate sm:max-w-80 text-muted text-xs">{row.entry ?? row.fileName}</p>
        <p className="text-muted text-xs sm:hidden">
          <RelativeTime at={row.createdAt} />
        </p>
      </Td>
      <Td className={WIDE}>{row.product.name}</Td>
      <Td>
        <ImportStateBadge state={row.state} stopping={row.stopping} />
      </Td>
      <Td className="min-w-28 sm:min-w-56">
        <Outcome row={row} />
      </Td>
      <Td className={WIDE}>{row.createdByName}</Td>
      <Td className={WIDE}>
        <RelativeTime at={row.createdAt} />
      </Td>
      <Td className="w-0">
        {mayCancel && isUnderWay(row.state) && !row.stopping && !isJudged(row) && (
          <CancelButton id={row.id} label={t('cancelOf', { file: row.fileName })} />
        )}
      </Td>
    </tr>
  );
}

const COLUMNS = ['source', 'product', 'state', 'outcome', 'by', 'at'] as const;
const WIDE_COLUMNS: ReadonlySet<string> = new Set(['product', 'by', 'at']);

type Props = {
  readonly params: ImportParams;
  readonly filtered: boolean;
  readonly onClear: () => void;
  readonly mayIngest: boolean;
  readonly firstUse: ReactNode;
};

/** Imports, newest first; what runs moves by itself. */
export function ImportsList({ params, mayIngest, ...none }: Props) {
  const list = useInfiniteQuery(importsQuery(params));
  return (
    <PagedList query={list} empty={<NoRows mayIngest={mayIngest} {...none} />}>
      {(rows) => <Rows rows={rows} mayCancel={mayIngest} />}
    </PagedList>
  );
}

function NoRows({ filtered, onClear, mayIngest, firstUse }: Omit<Props, 'params'>) {
  const t = useTranslations('imports');
  if (filtered) {
    return <NothingMatches title={t('noMatch')} onClear={onClear} />;
  }
  return mayIngest ? <EmptyState title={t('none')}>{t('firstUse')}</EmptyState> : firstUse;
}

function Rows({ rows, mayCancel }: { readonly rows: readonly ImportRow[]; readonly mayCancel: boolean }) {
  const t = useTranslations('imports');
  return (
    <Table label={t('title')}>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <Th key={column} className={WIDE_COLUMNS.has(column) ? WIDE : undefined}>
              {t(`column.${column}`)}
            </Th>
          ))}
          <Th>
            <span className="sr-only">{t('column.actions')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} mayCancel={mayCancel} />
        ))}
      </tbody>
    </Table>
  );
}
