'use client';

import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { ChoiceFilter } from '@/components/ui/choice-filter';
import { sourceParsers } from '@/lib/assets/search-params';
import type { SourceChoices } from '@/lib/assets/types';

const OPTIONS = { history: 'replace', scroll: false, shallow: false } as const;
const options = (words: readonly string[]) => words.map((value) => ({ value, label: value }));

/** Branch and environment of the sources to show, where anybody has said one. */
export function SourceFilters({ choices }: { readonly choices: SourceChoices }) {
  const t = useTranslations('assets.columns');
  const [{ branch, environment }, set] = useQueryStates(sourceParsers, OPTIONS);
  const { branches, environments } = choices;
  if (branches.length + environments.length === 0) return null;
  return (
    <search aria-label={t('source')} className="mb-3 flex flex-wrap items-center gap-1.5">
      {branches.length > 0 && (
        <ChoiceFilter
          name={t('branch')}
          options={options(branches)}
          chosen={branch}
          onChange={(chosen) => void set({ branch: chosen })}
        />
      )}
      {environments.length > 0 && (
        <ChoiceFilter
          name={t('environment')}
          options={options(environments)}
          chosen={environment}
          onChange={(chosen) => void set({ environment: chosen })}
        />
      )}
    </search>
  );
}
