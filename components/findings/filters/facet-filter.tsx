'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useFacetLabel } from '@/components/findings/filters/facet-label';
import { FacetOptions } from '@/components/findings/filters/facet-options';
import { Button } from '@/components/ui/button';
import { Popover } from '@/components/ui/popover';
import type { FacetName, FacetValue } from '@/lib/findings/types';

type Props = {
  readonly facet: FacetName;
  readonly values: readonly FacetValue[];
  readonly chosen: readonly string[];
  /** What the address holds by itself: it is not shown as a choice. */
  readonly usual?: readonly string[];
  readonly onChange: (chosen: string[]) => void;
};

/** A button that says what is chosen and opens the values with their counts. */
export function FacetFilter({ facet, values, chosen, usual = [], onChange }: Props) {
  const t = useTranslations('findings');
  const label = useFacetLabel();
  const name = t(`facets.${facet}`);
  const isUsual = chosen.length === usual.length && chosen.every((one) => usual.includes(one));
  const [only] = chosen;
  const nameOf = (value: string) => label(facet, values.find((one) => one.value === value) ?? { value, label: null });
  const summary = only && chosen.length === 1 ? nameOf(only) : String(chosen.length);
  return (
    <Popover
      title={name}
      trigger={
        <Button size="sm" aria-pressed={!isUsual} className="max-w-56 aria-pressed:bg-accent-soft">
          <span className="truncate">{isUsual ? name : t('filters.chosen', { name, count: summary })}</span>
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      <FacetOptions facet={facet} values={values} chosen={chosen} onChange={onChange} />
    </Popover>
  );
}
