'use client';

import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { FilterRow } from '@/components/layout/filter-row';
import { ChoiceFilter } from '@/components/ui/choice-filter';
import { Input } from '@/components/ui/input';
import { postureParsers } from '@/lib/safeguards/search-params';
import { AREAS, STANDINGS } from '@/lib/safeguards/types';

/** State and area. Team and product are in the top line. */
export function PostureFilters() {
  const t = useTranslations('posture');
  const [, startTransition] = useTransition();
  const [{ state, area }, set] = useQueryStates(postureParsers, { shallow: false, startTransition });
  return (
    <FilterRow
      label={t('filters.label')}
      filtered={state.length + area.length > 0}
      onClear={() => set({ state: null, area: null })}
    >
      <ChoiceFilter
        name={t('filters.state')}
        options={STANDINGS.map((value) => ({ value, label: t(`states.${value}`) }))}
        chosen={state}
        onChange={(chosen) => set({ state: chosen })}
      />
      <ChoiceFilter
        name={t('filters.area')}
        options={AREAS.map((value) => ({ value, label: t(`areas.${value}`) }))}
        chosen={area}
        onChange={(chosen) => set({ area: chosen })}
      />
    </FilterRow>
  );
}

/** The day at whose end the posture is shown. `today`: `YYYY-MM-DD`, UTC. */
export function DayFilter({ today }: { readonly today: string }) {
  const t = useTranslations('posture.filters');
  const [, startTransition] = useTransition();
  const [{ at }, set] = useQueryStates(postureParsers, { shallow: false, startTransition });
  return (
    <Input
      type="date"
      aria-label={t('at')}
      className="w-40"
      max={today}
      value={at ?? today}
      onChange={({ target }) => set({ at: target.value && target.value < today ? target.value : null })}
    />
  );
}
