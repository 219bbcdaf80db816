'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';

type Props = {
  readonly name: string;
  readonly label: string;
  readonly bounds: readonly [min: number, max: number];
  readonly value: number | null;
  /** More than the bounds to know, in a sentence. */
  readonly hint?: string;
  readonly wrong: boolean;
};

/** A whole number within bounds, which are shown and announced. */
export function NumberField({ name, label, bounds: [min, max], value, hint, wrong }: Props) {
  const t = useTranslations('settings');
  const range = t('range', { min, max });
  return (
    <Field label={label} hint={hint ? `${range} ${hint}` : range} error={wrong && range}>
      <FieldInput name={name} type="number" min={min} max={max} defaultValue={value ?? ''} className="w-28" />
    </Field>
  );
}

/** A number field as its form holds it: empty is null. */
export function numberOf(form: FormData, name: string): number | null {
  const text = form.get(name);
  return typeof text === 'string' && text.trim() !== '' ? Number(text) : null;
}
