'use client';

import type { ComponentProps, MouseEvent } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClass } from '@/components/ui/button-style';
import { Spinner } from '@/components/ui/spinner';

type Props = ComponentProps<'button'> & {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  /** Work is under way: shows a spinner, keeps focus, ignores clicks. */
  readonly busy?: boolean;
};

/** Stays without a library: it stands on every page before anything else does. */
export function Button({ variant, size, className, busy = false, disabled, onClick, children, ...props }: Props) {
  const ignore = (event: MouseEvent) => event.preventDefault();
  return (
    <button
      type="button"
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      data-disabled={busy || disabled ? '' : undefined}
      disabled={disabled && !busy}
      className={buttonClass(variant, size, className)}
      onClick={busy ? ignore : onClick}
      {...props}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}
