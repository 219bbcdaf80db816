'use client';

import { useTranslations } from 'next-intl';
import { FilterRow } from '@/components/layout/filter-row';
import { ChoiceFilter } from '@/components/ui/choice-filter';
import { SegmentedControl } from '@/components/ui/segmented-control';
import type { ImportParams } from '@/lib/imports/search-params';
import { sourceLabel } from '@/lib/imports/source-name';
import type { ImportFilterChoices, ImportStateName } from '@/lib/imports/types';

const VIEWS = {
  all: [],
  underWay: ['uploading', 'queued', 'running'],
  done: ['done'],
  failed: ['failed', 'cancelled'],
} as const satisfies Record<string, readonly ImportStateName[]>;
type View = keyof typeof VIEWS;
const VIEW_NAMES: readonly View[] = ['all', 'underWay', 'done', 'failed'];

function viewOf(states: readonly ImportStateName[]): View {
  return VIEW_NAMES.find((view) => VIEWS[view].join() === states.join()) ?? 'all';
}

type Props = {
  readonly params: ImportParams;
  readonly choices: ImportFilterChoices;
  readonly filtered: boolean;
  readonly onChange: (change: Partial<ImportParams>) => void;
  readonly onClear: () => void;
};

/** State, product, source and format of the imports to show. Sources follow the products that are chosen. */
export function ImportFilterBar({ params, choices, filtered, onChange, onClear }: Props) {
  const t = useTranslations('imports');
  const { product } = params;
  const sources = choices.sources.filter((source) => product.length === 0 || product.includes(source.product));
  return (
    <FilterRow label={t('filter')} filtered={filtered} onClear={onClear}>
      <SegmentedControl
        label={t('column.state')}
        options={VIEW_NAMES.map((value) => ({ value, label: t(`view.${value}`) }))}
        value={viewOf(params.state)}
        onValueChange={(view) => onChange({ state: [...VIEWS[view]] })}
      />
      <ChoiceFilter
        name={t('narrow.product')}
        options={choices.products.map(({ slug, name }) => ({ value: slug, label: name }))}
        chosen={product}
        onChange={(chosen) => onChange({ product: chosen, source: [] })}
      />
      <ChoiceFilter
        name={t('narrow.source')}
        options={sources.map((source) => ({ value: source.id, label: sourceLabel(source) }))}
        chosen={params.source}
        onChange={(source) => onChange({ source })}
      />
      <ChoiceFilter
        name={t('narrow.format')}
        options={choices.formats.map(({ id, label }) => ({ value: id, label }))}
        chosen={params.format}
        onChange={(format) => onChange({ format })}
      />
    </FilterRow>
  );
}
