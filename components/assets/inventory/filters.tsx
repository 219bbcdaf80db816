'use client';

import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'next-intl';
import { stateWord } from '@/components/assets/inventory/coverage-badge';
import type { InventoryChange } from '@/components/assets/inventory/workspace';
import { FilterRow } from '@/components/layout/filter-row';
import { TextFilter } from '@/components/layout/text-filter';
import { ChoiceFilter } from '@/components/ui/choice-filter';
import { OrderMenu } from '@/components/ui/order-menu';
import {
  DATA_CHOICES,
  EXPOSURE_CHOICES,
  INVENTORY_ORDERS,
  type InventoryAddress,
  type InventoryOrder,
  TIER_CHOICES,
} from '@/lib/assets/inventory-address';
import { assetCountsQuery } from '@/lib/assets/inventory-queries';
import type { InventoryFacet } from '@/lib/assets/inventory-types';
import { ASSET_KINDS, COVERAGES, PROTECTIONS } from '@/lib/assets/kinds';

type Props = {
  readonly address: InventoryAddress;
  readonly products: readonly { readonly slug: string; readonly name: string }[];
  readonly filtered: boolean;
  readonly onChange: (change: InventoryChange) => void;
  readonly onClear: () => void;
};

const ORDER_KEYS = {
  'name.asc': 'name_asc',
  'seen.desc': 'seen_desc',
  'new.desc': 'new_desc',
} as const satisfies Readonly<Record<InventoryOrder, string>>;

/** Text, kind, product, tier, exposure, data class and how each protection covers, with counts; and the order. */
export function InventoryFilters({ address, products, filtered, onChange, onClear }: Props) {
  const t = useTranslations('inventory.filters');
  return (
    <FilterRow
      label={t('label')}
      filtered={filtered}
      onClear={onClear}
      order={
        <OrderMenu
          label={t('sort')}
          options={INVENTORY_ORDERS.map((value) => ({ value, label: t(`orders.${ORDER_KEYS[value]}`) }))}
          value={address.sort}
          onValueChange={(sort) => onChange({ sort })}
        />
      }
    >
      <TextFilter label={t('search')} current={address.q ?? ''} onSearch={(q) => onChange({ q: q || null })} />
      <KindChoice address={address} onChange={onChange} />
      <ChoiceFilter
        name={t('product')}
        options={products.map(({ slug, name }) => ({ value: slug, label: name }))}
        chosen={address.product}
        onChange={(product) => onChange({ product })}
      />
      <CoverageChoices address={address} onChange={onChange} />
      <AttributeChoices address={address} onChange={onChange} />
    </FilterRow>
  );
}

/** What stands beside a choice: how many assets it would show. */
function useAside(address: InventoryAddress) {
  const format = useFormatter();
  const { data: counts } = useQuery(assetCountsQuery(address));
  return (facet: InventoryFacet, value: string) =>
    counts && (
      <span className="text-muted text-xs tabular-nums">
        {format.number(counts.facets[facet][value] ?? 0, 'integer')}
      </span>
    );
}

type PartProps = Pick<Props, 'address' | 'onChange'>;

function KindChoice({ address, onChange }: PartProps) {
  const t = useTranslations('inventory');
  const aside = useAside(address);
  return (
    <ChoiceFilter
      name={t('filters.kind')}
      options={ASSET_KINDS.map((value) => ({ value, label: t(`kinds.${value}`), aside: aside('kind', value) }))}
      chosen={address.kind}
      onChange={(kind) => onChange({ kind })}
    />
  );
}

function CoverageChoices({ address, onChange }: PartProps) {
  const t = useTranslations('inventory');
  const aside = useAside(address);
  return PROTECTIONS.map((protection) => (
    <ChoiceFilter
      key={protection}
      name={t(`filters.${protection}`)}
      options={COVERAGES.map((value) => ({
        value,
        label: t(`states.${stateWord(protection, value)}`),
        aside: aside(protection, value),
      }))}
      chosen={address[protection]}
      onChange={(chosen) => onChange({ [protection]: chosen })}
    />
  ));
}

function AttributeChoices({ address, onChange }: PartProps) {
  const t = useTranslations('inventory.filters');
  const words = useTranslations('assets.attributes');
  const aside = useAside(address);
  return (
    <>
      <ChoiceFilter
        name={t('tier')}
        options={TIER_CHOICES.map((value) => ({
          value,
          label: value === 'unknown' ? t('unknown') : words(`tiers.${value}`),
          aside: aside('tier', value),
        }))}
        chosen={address.tier}
        onChange={(tier) => onChange({ tier })}
      />
      <ChoiceFilter
        name={t('exposure')}
        options={EXPOSURE_CHOICES.map((value) => ({
          value,
          label: value === 'unknown' ? t('unknown') : words(`exposures.${value}`),
          aside: aside('exposure', value),
        }))}
        chosen={address.exposure}
        onChange={(exposure) => onChange({ exposure })}
      />
      <ChoiceFilter
        name={t('data')}
        options={DATA_CHOICES.map((value) => ({
          value,
          label: value === 'unknown' ? t('unknown') : words(`dataClasses.${value}`),
          aside: aside('data', value),
        }))}
        chosen={address.data}
        onChange={(data) => onChange({ data })}
      />
    </>
  );
}
