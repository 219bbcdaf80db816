'use client';

import { useFormatter, useNow, useTranslations } from 'next-intl';
import type { ColumnLook, TableColumn } from '@/components/data-table/virtual-table';
import { Due } from '@/components/findings/due';
import { RowCheckbox } from '@/components/findings/list/row-checkbox';
import { TitleCell } from '@/components/findings/list/title-cell';
import { SeverityBadge } from '@/components/findings/severity-badge';
import { SsvcBadge } from '@/components/findings/ssvc-badge';
import { StatusBadge } from '@/components/findings/status-badge';
import { severityName } from '@/lib/findings/severity';
import { decisionName } from '@/lib/findings/ssvc-decisions';
import type { FindingRow } from '@/lib/findings/types';

const plain = (value: string) => <span className="truncate text-muted">{value}</span>;

const SELECT: TableColumn<FindingRow> = { id: 'select', cell: (row) => <RowCheckbox finding={row} /> };

/** The columns of the list, in order. They hold no state: selection and what is open come by context. */
const COLUMNS: readonly TableColumn<FindingRow>[] = [
  {
    id: 'severity',
    cell: (row) => <SeverityBadge severity={severityName(row.severity)} />,
  },
  { id: 'priority', cell: (row) => <Priority finding={row} /> },
  { id: 'title', cell: (row) => <TitleCell finding={row} /> },
  { id: 'location', cell: (row) => plain(row.location) },
  { id: 'product', cell: (row) => plain(row.productName) },
  { id: 'status', cell: (row) => <StatusBadge status={row.status} /> },
  { id: 'assignee', cell: (row) => plain(row.assignee?.name ?? '–') },
  { id: 'due', cell: (row) => <Due finding={row} /> },
  { id: 'firstSeen', cell: (row) => <FirstSeen at={row.firstSeenAt} /> },
];
const SELECTABLE = [SELECT, ...COLUMNS];

export function columnsFor(selectable: boolean): readonly TableColumn<FindingRow>[] {
  return selectable ? SELECTABLE : COLUMNS;
}

/** The number, and the decision where it is more than to track. */
function Priority({ finding: { priority, ssvc } }: { readonly finding: FindingRow }) {
  const format = useFormatter();
  const decision = decisionName(ssvc);
  return (
    <span className="flex w-full min-w-0 items-center justify-between gap-1.5">
      <span className="tabular-nums">{format.number(priority)}</span>
      {(decision === 'attend' || decision === 'act') && <SsvcBadge decision={decision} />}
    </span>
  );
}

function FirstSeen({ at }: { readonly at: string }) {
  const format = useFormatter();
  const now = useNow();
  const date = new Date(at);
  return (
    <time dateTime={at} title={format.dateTime(date, 'exact')} className="truncate text-muted" suppressHydrationWarning>
      {format.relativeTime(date, { now, style: 'narrow' })}
    </time>
  );
}

/** Widths, and from which width of the list on a column is shown. */
export function useColumnLooks(): Readonly<Record<string, ColumnLook>> {
  const t = useTranslations('findings.columns');
  const look = (label: string, className: string, sort?: string): ColumnLook => ({ label, className, sort });
  return {
    select: look(t('select'), 'w-6 shrink-0'),
    severity: look(t('severity'), 'hidden w-22 shrink-0 @2xl:flex', 'severity'),
    priority: look(t('priority'), 'hidden w-24 shrink-0 @4xl:flex', 'priority'),
    title: look(t('title'), 'min-w-0 flex-[5]'),
    location: look(t('location'), 'hidden min-w-0 flex-[2] @5xl:flex'),
    product: look(t('product'), 'hidden w-32 shrink-0 @3xl:flex'),
    status: look(t('status'), 'hidden w-32 shrink-0 @xl:flex'),
    assignee: look(t('assignee'), 'hidden w-28 shrink-0 @min-[80rem]:flex'),
    due: look(t('due'), 'hidden w-24 shrink-0 @5xl:flex', 'due'),
    firstSeen: look(t('firstSeen'), 'hidden w-22 shrink-0 @3xl:flex', 'first_seen'),
  };
}
