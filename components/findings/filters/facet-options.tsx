'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFacetLabel } from '@/components/findings/filters/facet-label';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import type { Count, FacetName, FacetValue } from '@/lib/findings/types';

/** Lists longer than this can be searched. */
const SEARCH_FROM = 9;

export function FacetCount({ count: { n, exact } }: { readonly count: Count }) {
  const t = useTranslations('findings.filters');
  return <span className="pl-3 text-muted text-xs">{exact ? t('exactly', { n }) : t('atLeast', { n })}</span>;
}

type Props = {
  readonly facet: FacetName;
  readonly values: readonly FacetValue[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
};

/** The values of one filter, each with the number of findings that choosing it would show. */
export function FacetOptions({ facet, values, chosen, onChange }: Props) {
  const t = useTranslations('findings.filters');
  const label = useFacetLabel();
  const [find, setFind] = useState('');
  const wanted = find.trim().toLowerCase();
  const shown = values
    .map((one) => ({ ...one, text: label(facet, one) }))
    .filter(({ text }) => text.toLowerCase().includes(wanted));
  const toggle = (value: string, on: boolean) =>
    onChange(on ? [...chosen, value] : chosen.filter((one) => one !== value));
  return (
    <div className="flex min-w-56 flex-col gap-1">
      {values.length >= SEARCH_FROM && (
        <Input
          aria-label={t('find')}
          placeholder={t('find')}
          value={find}
          onChange={({ target }) => setFind(target.value)}
        />
      )}
      <ul className="max-h-72 overflow-y-auto">
        {shown.map(({ value, text, count }) => (
          <li key={value} className="flex min-h-7 items-center justify-between gap-2">
            <Checkbox
              label={text}
              checked={chosen.includes(value)}
              onCheckedChange={(checked) => toggle(value, checked)}
            />
            <FacetCount count={count} />
          </li>
        ))}
      </ul>
    </div>
  );
}
