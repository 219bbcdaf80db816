'use client';

import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import type { AlertChange } from '@/components/alerts/list/workspace';
import { useAlertWords } from '@/components/alerts/use-alert-words';
import { TextFilter } from '@/components/layout/text-filter';
import { Button } from '@/components/ui/button';
import { ChoiceFilter } from '@/components/ui/choice-filter';
import { OrderMenu } from '@/components/ui/order-menu';
import type { AlertChoices } from '@/lib/alerts/data/list';
import { alertCountsQuery } from '@/lib/alerts/queries';
import { ALERT_ORDERS, type AlertAddress, type AlertOrder, USUAL_STATES } from '@/lib/alerts/search-params';
import { ALERT_STATES } from '@/lib/alerts/types';
import { SEVERITIES } from '@/lib/findings/severity';

type Props = {
  readonly address: AlertAddress;
  readonly choices: AlertChoices;
  readonly filtered: boolean;
  readonly onChange: (change: AlertChange) => void;
  readonly onClear: () => void;
};

const ORDER_KEYS = {
  'severity.desc': 'severity_desc',
  'last.desc': 'last_desc',
} as const satisfies Readonly<Record<AlertOrder, string>>;

/** Text, state with counts, severity, product, rule, technique and order. */
export function AlertFilters({ address, choices, filtered, onChange, onClear }: Props) {
  const t = useTranslations('alerts');
  return (
    <search aria-label={t('filters.label')} className="mb-3 flex flex-wrap items-center gap-1.5">
      <TextFilter label={t('filters.search')} current={address.q ?? ''} onSearch={(q) => onChange({ q: q || null })} />
      <StateFilter address={address} onChange={onChange} />
      <Choices address={address} choices={choices} onChange={onChange} />
      {filtered && (
        <Button size="sm" variant="ghost" onClick={onClear}>
          <X aria-hidden />
          {t('filters.clear')}
        </Button>
      )}
      <OrderMenu
        label={t('filters.sort')}
        options={ALERT_ORDERS.map((value) => ({ value, label: t(`orders.${ORDER_KEYS[value]}`) }))}
        value={address.sort}
        onValueChange={(sort) => onChange({ sort })}
      />
    </search>
  );
}

type PartProps = Pick<Props, 'address' | 'onChange'>;

function StateFilter({ address, onChange }: PartProps) {
  const t = useTranslations('alerts');
  const format = useFormatter();
  const { data: counts } = useQuery(alertCountsQuery(address));
  return (
    <ChoiceFilter
      name={t('filters.state')}
      usual={USUAL_STATES}
      options={ALERT_STATES.map((value) => ({
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

function Choices({ address, choices, onChange }: PartProps & Pick<Props, 'choices'>) {
  const t = useTranslations('alerts.filters');
  const severity = useTranslations('findings.severity');
  const { nameOf, titleOf } = useAlertWords();
  return (
    <>
      <ChoiceFilter
        name={t('severity')}
        options={SEVERITIES.toReversed().map((value) => ({ value, label: severity(value) }))}
        chosen={address.severity}
        onChange={(chosen) => onChange({ severity: chosen })}
      />
      <ChoiceFilter
        name={t('product')}
        options={choices.products.map(({ slug, name }) => ({ value: slug, label: name }))}
        chosen={address.product}
        onChange={(product) => onChange({ product })}
      />
      {choices.rules.length > 0 && (
        <ChoiceFilter
          name={t('rule')}
          options={choices.rules.map(({ rule, title }) => ({
            value: rule,
            label: titleOf({ rule, title }) || nameOf(rule),
          }))}
          chosen={address.rule}
          onChange={(rule) => onChange({ rule })}
        />
      )}
      {choices.techniques.length > 0 && (
        <ChoiceFilter
          name={t('technique')}
          options={choices.techniques.map((value) => ({ value, label: value }))}
          chosen={address.technique}
          onChange={(technique) => onChange({ technique })}
        />
      )}
    </>
  );
}
