'use client';

import { useTranslations } from 'next-intl';
import { useFacetLabel } from '@/components/findings/filters/facet-label';
import { ChoiceFilter } from '@/components/ui/choice-filter';
import type { Count, FacetName, FacetValue } from '@/lib/findings/types';

function FacetCount({ count: { n, exact } }: { readonly count: Count }) {
  const t = useTranslations('findings.filters');
  return <span className="pl-3 text-muted text-xs">{exact ? t('exactly', { n }) : t('atLeast', { n })}</span>;
}

type Props = {
  readonly facet: FacetName;
  readonly values: readonly FacetValue[];
  readonly chosen: readonly string[];
  /** What the address holds by itself: it is not shown as a choice. */
  readonly usual?: readonly string[];
  readonly onChange: (chosen: string[]) => void;
};

/** The values of one filter, each with the number of findings that choosing it would show. */
export function FacetFilter({ facet, values, chosen, usual, onChange }: Props) {
  const t = useTranslations('findings.facets');
  const label = useFacetLabel();
  // What is chosen has a name even while its counts are on the way.
  const known = new Set(values.map(({ value }) => value));
  const unknown = chosen.filter((value) => !known.has(value)).map((value) => ({ value, label: null, count: null }));
  return (
    <ChoiceFilter
      name={t(facet)}
      options={[...values, ...unknown].map(({ count, ...one }) => ({
        value: one.value,
        label: label(facet, one),
        aside: count && <FacetCount count={count} />,
      }))}
      chosen={chosen}
      usual={usual}
      onChange={onChange}
    />
  );
}
