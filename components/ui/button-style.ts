import { cn } from '@/components/ui/cn';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'md' | 'sm' | 'icon';

const BASE =
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none ' +
  'transition-colors duration-100 disabled:opacity-50 data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0';

const VARIANTS: Readonly<Record<ButtonVariant, string>> = {
  primary: 'bg-accent text-accent-ink hover:not-disabled:opacity-90',
  secondary: 'border border-line bg-surface text-text hover:not-disabled:bg-hover',
  ghost: 'text-text hover:not-disabled:bg-hover aria-pressed:bg-accent-soft',
  danger: 'border border-missed text-missed-ink hover:not-disabled:bg-missed-soft',
};

const SIZES: Readonly<Record<ButtonSize, string>> = {
  md: 'h-control px-3',
  sm: 'h-7 px-2 text-xs',
  icon: 'size-control',
};

/** The look of a button, for buttons and for links that look like one. */
export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'md', extra?: string): string {
  return cn(BASE, VARIANTS[variant], SIZES[size], extra);
}
