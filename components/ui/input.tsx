import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/cn';
import { FIELD } from '@/components/ui/field-style';

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={cn(FIELD, className)} {...props} />;
}
