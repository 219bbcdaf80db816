'use client';

import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { IncidentChange } from '@/components/incidents/list/workspace';
import { TextFilter } from '@/components/layout/text-filter';
import { Button } from '@/components/ui/button';
import { ChoiceFilter } from '@/components/ui/choice-filter';
import type { ProductChoice } from '@/lib/incidents/data/list';
import { incidentCountsQuery } from '@/lib/incidents/queries';
import { INCIDENT_STATES, type IncidentAddress, PRIORITY_WORDS, USUAL_STATES } from '@/lib/incidents/search-params';
import { INCIDENT_KINDS, PHASES } from '@/lib/incidents/types';

type PartProps = { readonly address: IncidentAddress; readonly onChange: (change: IncidentChange) => void };

type Props = PartProps & {
  readonly products: readonly ProductChoice[];
  readonly filtered: boolean;
  readonly onClear: () => void;
};

/** Text, state with counts, priority, kind, phase, product, and one's own. */
export function IncidentFilters({ address, products, filtered, onChange, onClear }: Props) {
  const t = useTranslations('incidents.filters');
  return (
    <search aria-label={t('label')} className="mb-3 flex flex-wrap items-center gap-1.5">
      <TextFilter label={t('search')} current={address.q ?? ''} onSearch={(q) => onChange({ q: q || null })} />
      <StateFilter address={address} onChange={onChange} />
      <Choices address={address} onChange={onChange} />
      <ChoiceFilter
        name={t('product')}
        options={products.map(({ slug, name }) => ({ value: slug, label: name }))}
        chosen={address.product}
        onChange={(product) => onChange({ product })}
      />
      <Button size="sm" aria-pressed={address.mine} onClick={() => onChange({ mine: address.mine ? null : true })}>
        {t('mine')}
      </Button>
      {filtered && (
        <Button size="sm" variant="ghost" onClick={onClear}>
          <X aria-hidden />
          {t('clear')}
        </Button>
      )}
    </search>
  );
}

function StateFilter({ address, onChange }: PartProps) {
  const t = useTranslations('incidents');
  const format = useFormatter();
  const { data: counts } = useQuery(incidentCountsQuery(address));
  return (
    <ChoiceFilter
      name={t('filters.state')}
      usual={USUAL_STATES}
      options={INCIDENT_STATES.map((value) => ({
        value,
        label: t(`states.${value}`),
        aside: counts && (
          <span className="text-muted text-xs tabular-nums">{format.number(counts[value], 'integer')}</span>
        ),
      }))}
      chosen={address.state}
      onChange={(state) => onChange({ state: state.length > 0 ? state : null })}
    />
  );
}

function Choices({ address, onChange }: PartProps) {
  const t = useTranslations('incidents');
  return (
    <>
      <ChoiceFilter
        name={t('filters.priority')}
        options={PRIORITY_WORDS.map((value) => ({ value, label: t(`priorityNames.${value}`) }))}
        chosen={address.priority}
        onChange={(priority) => onChange({ priority })}
      />
      <ChoiceFilter
        name={t('filters.kind')}
        options={INCIDENT_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        chosen={address.kind}
        onChange={(kind) => onChange({ kind })}
      />
      <ChoiceFilter
        name={t('filters.phase')}
        options={PHASES.map((value) => ({ value, label: t(`phases.${value}`) }))}
        chosen={address.phase}
        onChange={(phase) => onChange({ phase })}
      />
    </>
  );
}
