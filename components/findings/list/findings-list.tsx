'use client';

import { SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useMemo } from 'react';
import { type ColumnLook, VirtualTable } from '@/components/data-table/virtual-table';
import type { Desk } from '@/components/findings/desk/use-desk';
import { columnsFor, useColumnLooks } from '@/components/findings/list/columns';
import { RowStateProvider, RowVerbsProvider } from '@/components/findings/list/row-context';
import { isChosen, isEmpty } from '@/components/findings/list/selection';
import { ListStates } from '@/components/layout/list-states';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { EmptyState } from '@/components/ui/empty-state';
import { useStable } from '@/components/ui/use-stable';
import { orderOf, SORTS, splitOrder } from '@/lib/findings/search-params';
import { FINDING_STATUSES, type FindingRow } from '@/lib/findings/types';

const rowId = (row: FindingRow) => String(row.id);

type Props = {
  readonly desk: Desk;
  readonly selectable: boolean;
  /** What is said where there is no finding at all; of a queue, where none is in it. */
  readonly firstUse: ReactNode;
  /** How columns look where it differs from the list of findings. */
  readonly looks?: Readonly<Record<string, ColumnLook>>;
  /** Rows that are no longer what the list is about. */
  readonly isDone?: (row: FindingRow) => boolean;
};

/** The list in its five states: loading, first use, nothing matches, error, and rows (stale where a refresh failed). */
export function FindingsList({ desk, selectable, firstUse, looks, isDone }: Props) {
  const t = useTranslations('findings');
  const { list, rows } = desk;
  const empty = isDone ? firstUse : <NoRows desk={desk} firstUse={firstUse} />;
  return (
    <ListStates query={list} count={rows.length} empty={empty} skeleton={12}>
      <Rows desk={desk} selectable={selectable} looks={looks} isDone={isDone} />
      <p role="status" className="py-3 text-center text-muted text-xs">
        {list.hasNextPage ? t('list.loadingMore') : t('list.end')}
      </p>
    </ListStates>
  );
}

function Rows({ desk, selectable, looks, isDone }: Omit<Props, 'firstUse'>) {
  const t = useTranslations('findings.list');
  const usual = useColumnLooks();
  const columns = useMemo(() => columnsFor(selectable), [selectable]);
  const { state, rows, choice, facets, active, loadMore } = desk;
  const { key, direction } = splitOrder(state.sort);
  const onSort = (chosen: string) => {
    const next = SORTS.find((one) => one === chosen);
    if (next) state.change({ sort: orderOf(next, next === key && direction === 'desc' ? 'asc' : 'desc') });
  };
  const select = {
    className: 'w-6 shrink-0',
    label: (
      <Checkbox
        aria-label={t('chooseLoaded')}
        checked={!isEmpty(choice)}
        indeterminate={choice.kind === 'some' && choice.ids.size > 0 && choice.ids.size < rows.length}
        onCheckedChange={desk.toggleLoaded}
      />
    ),
  };
  const onOpen = useStable(desk.open);
  const onToggle = useStable(desk.toggle);
  const verbs = useMemo(() => ({ onOpen, onToggle }), [onOpen, onToggle]);
  const { open } = state;
  const where = useMemo(() => ({ open, isChosen: ({ id }: FindingRow) => isChosen(choice, id) }), [open, choice]);
  return (
    <RowVerbsProvider value={verbs}>
      <RowStateProvider value={where}>
        <VirtualTable
          label={t('label')}
          columns={columns}
          looks={{ ...(looks ?? usual), select }}
          rows={rows}
          rowId={rowId}
          total={facets?.total.exact ? facets.total.n : null}
          sorting={{ key, direction, onSort }}
          active={active}
          isSelected={where.isChosen}
          isDimmed={isDone ?? (({ status }) => !state.filter.status.includes(status))}
          onEndNear={loadMore}
        />
      </RowStateProvider>
    </RowVerbsProvider>
  );
}

function NoRows({ desk, firstUse }: Pick<Props, 'desk' | 'firstUse'>) {
  const t = useTranslations('findings');
  const clear = useTranslations('ui.filter');
  const { state, facets } = desk;
  const known = facets?.status.reduce((sum, { count }) => sum + count.n, 0) ?? 0;
  if (state.query === '' && facets && known === 0) return firstUse;
  const closedToo = () => state.change({ status: [...FINDING_STATUSES] });
  return (
    <EmptyState
      icon={<SearchX />}
      title={t('empty.filtered')}
      action={
        <>
          {state.query !== '' && <Button onClick={state.clear}>{clear('clear')}</Button>}
          {known > 0 && <Button onClick={closedToo}>{t('filters.any')}</Button>}
        </>
      }
    >
      {t('empty.filteredHint')}
    </EmptyState>
  );
}
