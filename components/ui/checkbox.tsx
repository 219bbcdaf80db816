'use client';

import { Check, Minus } from 'lucide-react';
import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react';
import { cn } from '@/components/ui/cn';

type Props = Omit<ComponentProps<'input'>, 'type' | 'ref' | 'onChange'> & {
  /** Visible text beside the box; without it give an `aria-label`. */
  readonly label?: ReactNode;
  readonly indeterminate?: boolean;
  readonly onCheckedChange?: (checked: boolean, details: { readonly event: Event }) => void;
};

/** The browser's own, drawn by us; the box is 16 px, its target 24 px (WCAG 2.5.8). */
export function Checkbox({ label, className, indeterminate = false, onCheckedChange, ...props }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.indeterminate = indeterminate;
  }, [indeterminate]);
  const Mark = indeterminate ? Minus : Check;
  const box = (
    <span className={cn('relative inline-flex size-6 shrink-0 items-center justify-center', className)}>
      <input
        ref={input}
        type="checkbox"
        className="peer absolute inset-0 size-full appearance-none rounded-md"
        onChange={({ target, nativeEvent }) => onCheckedChange?.(target.checked, { event: nativeEvent })}
        {...props}
      />
      <span
        className={cn(
          'pointer-events-none flex size-4 items-center justify-center rounded border border-line-strong bg-surface text-accent-ink',
          '[&>svg]:hidden peer-checked:[&>svg]:block peer-indeterminate:[&>svg]:block',
          'peer-checked:border-accent peer-checked:bg-accent peer-indeterminate:border-accent peer-indeterminate:bg-accent',
          'peer-disabled:opacity-50',
        )}
      >
        <Mark aria-hidden className="size-3" />
      </span>
    </span>
  );
  if (label === undefined) return box;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the input is in the box
    <label className="inline-flex items-center gap-1.5">
      {box}
      <span>{label}</span>
    </label>
  );
}
