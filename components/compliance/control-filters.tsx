'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { FilterRow } from '@/components/layout/filter-row';
import { TextFilter } from '@/components/layout/text-filter';
import { ChoiceFilter } from '@/components/ui/choice-filter';
import { wordsIn } from '@/lib/compliance/rules';
import { complianceParsers } from '@/lib/compliance/search-params';
import { CONTROL_STATES } from '@/lib/compliance/types';
import type { FrameworkHead } from '@/lib/compliance/view-types';

/** Narrows the controls of a framework; the server draws them anew. */
export function ControlFilters({ groups }: Pick<FrameworkHead, 'groups'>) {
  const t = useTranslations('compliance');
  const locale = useLocale();
  const [{ state, group, q }, set] = useQueryStates(complianceParsers, { shallow: false });
  return (
    <FilterRow
      label={t('filters.label')}
      filtered={state.length + group.length > 0 || q !== null}
      onClear={() => void set({ state: null, group: null, q: null })}
    >
      <TextFilter label={t('filters.text')} current={q ?? ''} onSearch={(text) => void set({ q: text || null })} />
      <ChoiceFilter
        name={t('filters.state')}
        options={CONTROL_STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
        chosen={state}
        onChange={(chosen) => void set({ state: chosen })}
      />
      <ChoiceFilter
        name={t('filters.group')}
        options={groups.map(({ id, title }) => ({ value: id, label: wordsIn(title, locale) }))}
        chosen={group}
        onChange={(chosen) => void set({ group: chosen })}
      />
    </FilterRow>
  );
}
