'use client';

import { Field as BaseField } from '@base-ui/react/field';
import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/cn';
import { FIELD } from '@/components/ui/field-style';

type Props = Omit<ComponentProps<typeof BaseField.Control>, 'className'> & { readonly className?: string };

/** A text input inside `Field`: takes its label, hint and error from there. */
export function FieldInput({ className, ...props }: Props) {
  return <BaseField.Control className={cn(FIELD, className)} {...props} />;
}

/** A text area inside `Field`. */
export function FieldTextarea({ className, ...props }: Props) {
  return (
    <BaseField.Control
      render={<textarea rows={4} />}
      className={cn(FIELD, 'h-auto min-h-20 py-1.5', className)}
      {...props}
    />
  );
}
