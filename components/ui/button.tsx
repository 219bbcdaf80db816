'use client';

import { Button as BaseButton } from '@base-ui/react/button';
import type { ComponentProps } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClass } from '@/components/ui/button-style';
import { Spinner } from '@/components/ui/spinner';

type Props = Omit<ComponentProps<typeof BaseButton>, 'className'> & {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly className?: string;
  /** Work is under way: shows a spinner, keeps focus, ignores clicks. */
  readonly busy?: boolean;
};

export function Button({ variant, size, className, busy = false, disabled, children, ...props }: Props) {
  return (
    <BaseButton
      type="button"
      focusableWhenDisabled={busy}
      aria-busy={busy || undefined}
      disabled={disabled || busy}
      className={buttonClass(variant, size, className)}
      {...props}
    >
      {busy && <Spinner />}
      {children}
    </BaseButton>
  );
}
