'use client';

import { useTranslations } from 'next-intl';
import { FilterRow } from '@/components/layout/filter-row';
import { TextFilter } from '@/components/layout/text-filter';
import type { EndpointChange } from '@/components/tls/list/workspace';
import { ChoiceFilter } from '@/components/ui/choice-filter';
import { OrderMenu } from '@/components/ui/order-menu';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { VERSIONS } from '@/lib/tls/facts';
import {
  ENDPOINT_ORDERS,
  ENDPOINT_VIEWS,
  type EndpointAddress,
  type EndpointOrder,
  EXPIRY_STATES,
  GRADE_CHOICES,
  SCAN_RESULTS,
  TARGET_STATES,
} from '@/lib/tls/search-params';
import { VERSION_NAMES } from '@/lib/tls/versions';

type Props = {
  readonly address: EndpointAddress;
  readonly products: readonly { readonly slug: string; readonly name: string }[];
  readonly filtered: boolean;
  readonly onChange: (change: EndpointChange) => void;
  readonly onClear: () => void;
};

const ORDER_KEYS = {
  'grade.desc': 'grade_desc',
  'grade.asc': 'grade_asc',
  'expiry.asc': 'expiry_asc',
  'host.asc': 'host_asc',
  'scan.desc': 'scan_desc',
} as const satisfies Readonly<Record<EndpointOrder, string>>;

/** View, text, grade, target, expiry, protocol, what the last scan said, product and order. */
export function EndpointFilters({ address, products, filtered, onChange, onClear }: Props) {
  const t = useTranslations('tls.filters');
  return (
    <FilterRow
      label={t('label')}
      filtered={filtered}
      onClear={onClear}
      order={
        address.view === 'list' && (
          <OrderMenu
            label={t('sort')}
            options={ENDPOINT_ORDERS.map((value) => ({ value, label: t(`orders.${ORDER_KEYS[value]}`) }))}
            value={address.sort}
            onValueChange={(sort) => onChange({ sort })}
          />
        )
      }
    >
      <SegmentedControl
        label={t('view')}
        options={ENDPOINT_VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))}
        value={address.view}
        onValueChange={(view) => onChange({ view })}
      />
      <TextFilter label={t('search')} current={address.q ?? ''} onSearch={(q) => onChange({ q: q || null })} />
      <Choices address={address} onChange={onChange} />
      <ChoiceFilter
        name={t('product')}
        options={products.map(({ slug, name }) => ({ value: slug, label: name }))}
        chosen={address.product}
        onChange={(product) => onChange({ product })}
      />
    </FilterRow>
  );
}

function Choices({ address, onChange }: Pick<Props, 'address' | 'onChange'>) {
  const t = useTranslations('tls.filters');
  return (
    <>
      <ChoiceFilter
        name={t('grade')}
        options={GRADE_CHOICES.map((value) => ({ value, label: value === 'unknown' ? t('unknown') : value }))}
        chosen={address.grade}
        onChange={(grade) => onChange({ grade })}
      />
      <ChoiceFilter
        name={t('target')}
        options={TARGET_STATES.map((value) => ({ value, label: t(`targets.${value}`) }))}
        chosen={address.target}
        onChange={(target) => onChange({ target })}
      />
      <ChoiceFilter
        name={t('expiry')}
        options={EXPIRY_STATES.map((value) => ({ value, label: t(`expiries.${value}`) }))}
        chosen={address.expiry}
        onChange={(expiry) => onChange({ expiry })}
      />
      <ChoiceFilter
        name={t('protocol')}
        options={VERSIONS.map((value) => ({ value, label: VERSION_NAMES[value] }))}
        chosen={address.protocol}
        onChange={(protocol) => onChange({ protocol })}
      />
      <ChoiceFilter
        name={t('scan')}
        options={SCAN_RESULTS.map((value) => ({ value, label: t(`scans.${value}`) }))}
        chosen={address.scan}
        onChange={(scan) => onChange({ scan })}
      />
    </>
  );
}
