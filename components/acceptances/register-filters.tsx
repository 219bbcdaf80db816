'use client';

import { useTranslations } from 'next-intl';
import type { RegisterChange } from '@/components/acceptances/workspace';
import { FilterRow } from '@/components/layout/filter-row';
import { TextFilter } from '@/components/layout/text-filter';
import { ChoiceFilter } from '@/components/ui/choice-filter';
import { OrderMenu } from '@/components/ui/order-menu';
import { SegmentedControl } from '@/components/ui/segmented-control';
import {
  ACCEPTANCE_ORDERS,
  type AcceptanceAddress,
  type AcceptanceOrder,
  QUEUES,
} from '@/lib/acceptances/search-params';
import { ACCEPTANCE_SCOPES, ACCEPTANCE_STATES } from '@/lib/acceptances/types';

type Props = {
  readonly address: AcceptanceAddress;
  readonly products: readonly { readonly slug: string; readonly name: string }[];
  readonly decides: boolean;
  readonly filtered: boolean;
  readonly onChange: (change: RegisterChange) => void;
  readonly onClear: () => void;
};

const ORDER_KEYS = {
  'expires.asc': 'expires_asc',
  'expires.desc': 'expires_desc',
  'requested.desc': 'requested_desc',
  'requested.asc': 'requested_asc',
  'severity.desc': 'severity_desc',
} as const satisfies Readonly<Record<AcceptanceOrder, string>>;

/** Queue, text, state, scope and product, and the order. */
export function RegisterFilters({ address, products, decides, filtered, onChange, onClear }: Props) {
  const t = useTranslations('acceptances');
  const queues = QUEUES.filter((queue) => queue !== 'decide' || decides);
  return (
    <FilterRow
      label={t('filters.label')}
      filtered={filtered}
      onClear={onClear}
      order={
        <OrderMenu
          label={t('filters.sort')}
          options={ACCEPTANCE_ORDERS.map((value) => ({ value, label: t(`orders.${ORDER_KEYS[value]}`) }))}
          value={address.sort}
          onValueChange={(sort) => onChange({ sort })}
        />
      }
    >
      <SegmentedControl
        label={t('filters.queue')}
        options={(['all', ...queues] as const).map((value) => ({ value, label: t(`filters.${value}`) }))}
        value={address.queue ?? 'all'}
        onValueChange={(queue) => onChange({ queue: queue === 'all' ? null : queue })}
      />
      <TextFilter label={t('filters.search')} current={address.q ?? ''} onSearch={(q) => onChange({ q: q || null })} />
      <ChoiceFilter
        name={t('filters.state')}
        options={ACCEPTANCE_STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
        chosen={address.state}
        onChange={(state) => onChange({ state })}
      />
      <ChoiceFilter
        name={t('filters.scope')}
        options={ACCEPTANCE_SCOPES.map((value) => ({ value, label: t(`scopes.${value}`) }))}
        chosen={address.scope}
        onChange={(scope) => onChange({ scope })}
      />
      <ChoiceFilter
        name={t('filters.product')}
        options={products.map(({ slug, name }) => ({ value: slug, label: name }))}
        chosen={address.product}
        onChange={(product) => onChange({ product })}
      />
    </FilterRow>
  );
}
