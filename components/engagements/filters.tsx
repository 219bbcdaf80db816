'use client';

import { useTranslations } from 'next-intl';
import type { EngagementChange } from '@/components/engagements/workspace';
import { FilterRow } from '@/components/layout/filter-row';
import { TextFilter } from '@/components/layout/text-filter';
import { ChoiceFilter } from '@/components/ui/choice-filter';
import { OrderMenu } from '@/components/ui/order-menu';
import { SegmentedControl } from '@/components/ui/segmented-control';
import {
  ENGAGEMENT_ORDERS,
  type EngagementAddress,
  type EngagementOrder,
  VIEWS,
} from '@/lib/engagements/search-params';
import { ENGAGEMENT_KINDS, ENGAGEMENT_STATES, PERFORMERS } from '@/lib/engagements/types';

type Props = {
  readonly address: EngagementAddress;
  readonly products: readonly { readonly slug: string; readonly name: string }[];
  readonly filtered: boolean;
  readonly onChange: (change: EngagementChange) => void;
  readonly onClear: () => void;
};

const ORDER_KEYS = {
  'ends.desc': 'ends_desc',
  'ends.asc': 'ends_asc',
  'retest.asc': 'retest_asc',
} as const satisfies Readonly<Record<EngagementOrder, string>>;

/** View, product, and of the tests text, state, kind, performer and order. */
export function EngagementFilters({ address, products, filtered, onChange, onClear }: Props) {
  const t = useTranslations('engagements');
  return (
    <FilterRow
      label={t('filters.label')}
      filtered={filtered}
      onClear={onClear}
      order={
        address.view === 'tests' && (
          <OrderMenu
            label={t('filters.sort')}
            options={ENGAGEMENT_ORDERS.map((value) => ({ value, label: t(`orders.${ORDER_KEYS[value]}`) }))}
            value={address.sort}
            onValueChange={(sort) => onChange({ sort })}
          />
        )
      }
    >
      <SegmentedControl
        label={t('filters.view')}
        options={VIEWS.map((value) => ({ value, label: t(`filters.${value}`) }))}
        value={address.view}
        onValueChange={(view) => onChange({ view })}
      />
      {address.view === 'tests' && <TestFilters address={address} onChange={onChange} />}
      <ChoiceFilter
        name={t('filters.product')}
        options={products.map(({ slug, name }) => ({ value: slug, label: name }))}
        chosen={address.product}
        onChange={(product) => onChange({ product })}
      />
    </FilterRow>
  );
}

function TestFilters({ address, onChange }: Pick<Props, 'address' | 'onChange'>) {
  const t = useTranslations('engagements');
  return (
    <>
      <TextFilter label={t('filters.search')} current={address.q ?? ''} onSearch={(q) => onChange({ q: q || null })} />
      <ChoiceFilter
        name={t('filters.state')}
        options={ENGAGEMENT_STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
        chosen={address.state}
        onChange={(state) => onChange({ state })}
      />
      <ChoiceFilter
        name={t('filters.kind')}
        options={ENGAGEMENT_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        chosen={address.kind}
        onChange={(kind) => onChange({ kind })}
      />
      <ChoiceFilter
        name={t('filters.performer')}
        options={PERFORMERS.map((value) => ({ value, label: t(`performers.${value}`) }))}
        chosen={address.performer}
        onChange={(performer) => onChange({ performer })}
      />
    </>
  );
}
