'use client';

import { ArrowDownUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ListedState } from '@/components/findings/use-address';
import { Button } from '@/components/ui/button';
import { Menu, MenuChoice, MenuSeparator } from '@/components/ui/menu';
import { orderOf, SORTS, splitOrder } from '@/lib/findings/search-params';

/** Every order, also those that have no column. */
export function SortMenu({ state: { sort, change } }: { readonly state: ListedState }) {
  const t = useTranslations('findings.sort');
  const { key, direction } = splitOrder(sort);
  return (
    <Menu
      align="end"
      trigger={
        <Button size="sm" variant="ghost">
          <ArrowDownUp aria-hidden />
          {t(key)}
        </Button>
      }
    >
      <MenuChoice
        label={t('label')}
        value={key}
        options={SORTS.map((value) => ({ value, label: t(value) }))}
        onValueChange={(next) => change({ sort: orderOf(next, direction) })}
      />
      <MenuSeparator />
      <MenuChoice
        label={t('direction')}
        value={direction}
        options={[
          { value: 'desc', label: t('descending') },
          { value: 'asc', label: t('ascending') },
        ]}
        onValueChange={(next) => change({ sort: orderOf(key, next === 'asc' ? 'asc' : 'desc') })}
      />
    </Menu>
  );
}
