'use client';

import type { ReactNode } from 'react';
import { Field } from '@/components/ui/field';
import { FieldInput } from '@/components/ui/field-input';

type Props = {
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly initial?: number | string | null;
  readonly step?: string;
  readonly min?: string;
  readonly type?: 'number' | 'text' | 'datetime-local' | 'time';
  readonly max?: number;
  readonly list?: string;
};

/** A field of a form, read from its FormData by `name`. */
export function FormField({ name, label, hint, error, initial, step, min, max, type = 'text', list }: Props) {
  const numeric = type === 'number' ? { step: step ?? 'any', min: min ?? '0', inputMode: 'decimal' as const } : {};
  return (
    <Field label={label} hint={hint} error={error}>
      <FieldInput type={type} name={name} defaultValue={initial ?? ''} maxLength={max} list={list} {...numeric} />
    </Field>
  );
}

/** A number above zero as it was typed, times `factor` and rounded; null: none, or another thing. */
export function numberOf(form: FormData, name: string, factor = 1): number | null {
  const said = form.get(name);
  const value = typeof said === 'string' && said.trim() !== '' ? Number(said.replace(',', '.')) : Number.NaN;
  return Number.isFinite(value) && value >= 0 ? Math.round(value * factor) : null;
}

export function textOf(form: FormData, name: string): string {
  const said = form.get(name);
  return typeof said === 'string' ? said.trim() : '';
}
