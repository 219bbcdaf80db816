import Link from 'next/link';
import type { ComponentProps } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClass } from '@/components/ui/button-style';

type Props = ComponentProps<typeof Link> & { readonly variant?: ButtonVariant; readonly size?: ButtonSize };

/** A link that looks like a button: it goes somewhere, a button does something. */
export function LinkButton({ variant, size, className, ...props }: Props) {
  return <Link className={buttonClass(variant, size, className)} {...props} />;
}
