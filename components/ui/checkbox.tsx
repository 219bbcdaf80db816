'use client';

import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Check, Minus } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

type Props = Omit<ComponentProps<typeof BaseCheckbox.Root>, 'className' | 'children'> & {
  /** Visible text beside the box; without it give an `aria-label`. */
  readonly label?: ReactNode;
  readonly className?: string;
};

/** The box is 16 px, its target 24 px (WCAG 2.5.8). */
export function Checkbox({ label, className, indeterminate, ...props }: Props) {
  const box = (
    <BaseCheckbox.Root
      indeterminate={indeterminate}
      className={cn('group inline-flex size-6 shrink-0 items-center justify-center rounded-md', className)}
      {...props}
    >
      <span
        className={cn(
          'flex size-4 items-center justify-center rounded border border-line-strong bg-surface text-accent-ink',
          'group-data-checked:border-accent group-data-checked:bg-accent',
          'group-data-indeterminate:border-accent group-data-indeterminate:bg-accent',
        )}
      >
        <BaseCheckbox.Indicator className="data-unchecked:hidden">
          {indeterminate ? <Minus aria-hidden className="size-3" /> : <Check aria-hidden className="size-3" />}
        </BaseCheckbox.Indicator>
      </span>
    </BaseCheckbox.Root>
  );
  if (label === undefined) return box;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Base UI renders the input inside the label
    <label className="inline-flex items-center gap-1.5">
      {box}
      <span>{label}</span>
    </label>
  );
}
