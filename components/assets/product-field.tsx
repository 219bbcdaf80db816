'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';

export type ProductChoice = { readonly id: string; readonly name: string };

/** Where there is only one product it is chosen already. */
export function useProductId(products: readonly ProductChoice[]) {
  const [only, other] = products;
  return useState<string | null>(only && !other ? only.id : null);
}

type Props = {
  readonly products: readonly ProductChoice[];
  readonly value: string | null;
  /** None was chosen where one is needed. */
  readonly missing?: boolean;
  readonly onValueChange: (id: string) => void;
};

/** The product that something new belongs to. */
export function ProductField({ products, value, missing = false, onValueChange }: Props) {
  const t = useTranslations('assets.productField');
  return (
    <Field label={t('label')} error={missing && t('choose')}>
      <Select
        options={products.map(({ id, name }) => ({ value: id, label: name }))}
        value={value}
        placeholder={t('choose')}
        onValueChange={onValueChange}
      />
    </Field>
  );
}
