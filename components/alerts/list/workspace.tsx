'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { BellRing } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { AlertFilters } from '@/components/alerts/list/filters';
import { AlertRows } from '@/components/alerts/list/rows';
import { ListStates, MoreButton } from '@/components/layout/list-states';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { AlertChoices } from '@/lib/alerts/data/list';
import { alertsQuery } from '@/lib/alerts/queries';
import { type AlertAddress, alertParsers, USUAL_STATES } from '@/lib/alerts/search-params';
import { ALERT_STATES } from '@/lib/alerts/types';

export type AlertChange = Partial<{ [K in keyof AlertAddress]: AlertAddress[K] | null }>;

type Props = {
  readonly choices: AlertChoices;
  readonly mayTriage: boolean;
  readonly mayDeclare: boolean;
  /** Where senders send to. */
  readonly endpoint: string;
};

const NO_FILTER = {
  state: null,
  severity: null,
  product: null,
  team: null,
  rule: null,
  technique: null,
  q: null,
} as const satisfies AlertChange;

/** Whether the address asks for something other than what is still to be done. */
function isFiltered({ sort: _, state, ...filter }: AlertAddress): boolean {
  const usual = state.length === USUAL_STATES.length && state.every((one) => USUAL_STATES.includes(one));
  return !usual || Object.values(filter).some((value) => value !== null && value.length > 0);
}

/** The alerts; the address is filter and order. */
export function AlertWorkspace({ choices, mayTriage, mayDeclare, endpoint }: Props) {
  const [address, setAddress] = useQueryStates(alertParsers, { history: 'replace', scroll: false });
  const list = useInfiniteQuery(alertsQuery(address));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const filtered = isFiltered(address);
  const change = (part: AlertChange) => void setAddress(part);
  const clear = () => change(NO_FILTER);
  // Under another filter or order a selection means nothing.
  const { q, ...rest } = address;
  const place = JSON.stringify([q, rest]);
  return (
    <>
      <AlertFilters address={address} choices={choices} filtered={filtered} onChange={change} onClear={clear} />
      <ListStates
        query={list}
        count={rows.length}
        empty={
          <NoRows
            known={choices.rules.length > 0}
            filtered={filtered}
            endpoint={endpoint}
            onClear={clear}
            onAll={() => change({ state: [...ALERT_STATES] })}
          />
        }
      >
        <AlertRows key={place} rows={rows} mayTriage={mayTriage} mayDeclare={mayDeclare} />
        <div className="mt-3 empty:hidden">
          <MoreButton query={list} />
        </div>
      </ListStates>
    </>
  );
}

type NoRowsProps = {
  readonly known: boolean;
  readonly filtered: boolean;
  readonly endpoint: string;
  readonly onClear: () => void;
  readonly onAll: () => void;
};

function NoRows({ known, filtered, endpoint, onClear, onAll }: NoRowsProps) {
  const t = useTranslations('alerts');
  if (known || filtered) {
    return (
      <EmptyState
        icon={<BellRing />}
        title={t('empty.filtered')}
        action={
          <>
            {filtered && <Button onClick={onClear}>{t('filters.clear')}</Button>}
            <Button onClick={onAll}>{t('showClosed')}</Button>
          </>
        }
      >
        {t('empty.filteredLead')}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<BellRing />} title={t('empty.first')}>
      <p>{t('empty.firstLead')}</p>
      <code className="mt-2 block font-mono text-xs wrap-anywhere">{endpoint}</code>
    </EmptyState>
  );
}
