'use client';

import { Field as BaseField } from '@base-ui/react/field';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

type Props = {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong with the value; shown and announced when set. */
  readonly error?: ReactNode;
  readonly className?: string;
  /** One control made with `Field.Control`, or any control that Base UI labels (Select, Checkbox …). */
  readonly children: ReactNode;
};

/** A control with its label, hint and error, tied together for assistive technology. */
export function Field({ label, hint, error, className, children }: Props) {
  return (
    <BaseField.Root invalid={Boolean(error)} className={cn('flex min-w-0 flex-col gap-1', className)}>
      <BaseField.Label className="font-medium">{label}</BaseField.Label>
      {children}
      {hint && <BaseField.Description className="text-muted text-xs">{hint}</BaseField.Description>}
      <BaseField.Error match={Boolean(error)} className="text-missed-ink text-xs">
        {error}
      </BaseField.Error>
    </BaseField.Root>
  );
}
