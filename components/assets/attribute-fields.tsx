'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { DATA_CLASSES, EXPOSURES, type ProductAttributes, TIERS } from '@/lib/assets/attributes';

type Props = {
  readonly value: ProductAttributes;
  readonly onChange: (value: ProductAttributes) => void;
};

/** What weighs the findings of a product. "Not known" is a choice like the others, and the first one. */
export function AttributeFields({ value, onChange }: Props) {
  const t = useTranslations('assets.attributes');
  return (
    <>
      <Field label={t('tier')} hint={t('tierHint')}>
        <Choice
          choices={TIERS.map((tier) => ({ is: tier, label: t(`tiers.${tier}`) }))}
          value={value.tier}
          onChange={(tier) => onChange({ ...value, tier })}
        />
      </Field>
      <Field label={t('exposure')}>
        <Choice
          choices={EXPOSURES.map((exposure) => ({ is: exposure, label: t(`exposures.${exposure}`) }))}
          value={value.exposure}
          onChange={(exposure) => onChange({ ...value, exposure })}
        />
      </Field>
      <Field label={t('dataClass')}>
        <Choice
          choices={DATA_CLASSES.map((dataClass) => ({ is: dataClass, label: t(`dataClasses.${dataClass}`) }))}
          value={value.dataClass}
          onChange={(dataClass) => onChange({ ...value, dataClass })}
        />
      </Field>
    </>
  );
}

type ChoiceProps<T extends string | number> = {
  readonly choices: readonly { readonly is: T; readonly label: string }[];
  readonly value: T | null;
  readonly onChange: (value: T | null) => void;
};

function Choice<T extends string | number>({ choices, value, onChange }: ChoiceProps<T>) {
  const t = useTranslations('assets.attributes');
  return (
    <Select
      options={[
        { value: 'unknown', label: t('unknown') },
        ...choices.map(({ is, label }) => ({ value: String(is), label })),
      ]}
      value={value === null ? 'unknown' : String(value)}
      onValueChange={(next) => onChange(choices.find(({ is }) => String(is) === next)?.is ?? null)}
    />
  );
}
