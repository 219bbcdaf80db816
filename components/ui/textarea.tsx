import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/cn';
import { FIELD } from '@/components/ui/field-style';

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return <textarea className={cn(FIELD, 'h-auto min-h-20 py-1.5', className)} {...props} />;
}
