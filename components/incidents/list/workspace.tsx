'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Flame } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { IncidentFilters } from '@/components/incidents/list/filters';
import { IncidentRows } from '@/components/incidents/list/rows';
import { ListStates, MoreButton } from '@/components/layout/list-states';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { ProductChoice } from '@/lib/incidents/data/list';
import { incidentsQuery } from '@/lib/incidents/queries';
import { INCIDENT_STATES, type IncidentAddress, incidentParsers, USUAL_STATES } from '@/lib/incidents/search-params';

export type IncidentChange = Partial<{ [K in keyof IncidentAddress]: IncidentAddress[K] | null }>;

type Props = {
  readonly products: readonly ProductChoice[];
  /** Whether there was ever one that the reader may see. */
  readonly any: boolean;
};

const NO_FILTER = {
  state: null,
  priority: null,
  kind: null,
  phase: null,
  product: null,
  team: null,
  mine: null,
  q: null,
} as const satisfies IncidentChange;

const isUsual = (state: IncidentAddress['state']) =>
  state.length === USUAL_STATES.length && state.every((one) => USUAL_STATES.includes(one));

/** Whether the address asks for less than every incident of its states. */
const isNarrowed = ({ state: _, mine, ...filter }: IncidentAddress) =>
  mine || Object.values(filter).some((value) => value !== null && value.length > 0);

/** The incidents; the address is the filter. */
export function IncidentWorkspace({ products, any }: Props) {
  const [address, setAddress] = useQueryStates(incidentParsers, { history: 'replace', scroll: false });
  const list = useInfiniteQuery(incidentsQuery(address));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const now = list.data?.pages.at(-1)?.now ?? '';
  const narrowed = isNarrowed(address);
  const change = (part: IncidentChange) => void setAddress(part);
  const clear = () => change(NO_FILTER);
  return (
    <>
      <IncidentFilters
        address={address}
        products={products}
        filtered={narrowed || !isUsual(address.state)}
        onChange={change}
        onClear={clear}
      />
      <ListStates
        query={list}
        count={rows.length}
        empty={
          <NoRows
            any={any}
            narrowed={narrowed}
            onClear={clear}
            onAll={() => change({ ...NO_FILTER, state: [...INCIDENT_STATES] })}
          />
        }
      >
        <IncidentRows rows={rows} now={now} />
        <div className="mt-3 empty:hidden">
          <MoreButton query={list} />
        </div>
      </ListStates>
    </>
  );
}

type NoRowsProps = {
  readonly any: boolean;
  readonly narrowed: boolean;
  readonly onClear: () => void;
  readonly onAll: () => void;
};

function NoRows({ any, narrowed, onClear, onAll }: NoRowsProps) {
  const t = useTranslations('incidents');
  if (narrowed) {
    return (
      <EmptyState
        icon={<Flame />}
        title={t('empty.filtered')}
        action={<Button onClick={onClear}>{t('filters.clear')}</Button>}
      />
    );
  }
  if (any) {
    return (
      <EmptyState icon={<Flame />} title={t('empty.quiet')} action={<Button onClick={onAll}>{t('showClosed')}</Button>}>
        {t('empty.quietLead')}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<Flame />} title={t('empty.first')}>
      {t('empty.firstLead')}
    </EmptyState>
  );
}
