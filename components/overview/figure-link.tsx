import Link from 'next/link';
import { useFormatter } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { findingsHref } from '@/lib/findings/search-params';
import type { Figure } from '@/lib/overview/types';

type Props = {
  readonly figure: Figure;
  /** What it counts, where the words beside it do not say so. */
  readonly label?: string;
  readonly className?: string;
};

/** A number that leads to exactly the rows that it counts; "10,000+" where counting stopped. */
export function FigureLink({ figure, label, className }: Props) {
  const format = useFormatter();
  const text = `${format.number(figure.n)}${figure.exact ? '' : '+'}`;
  return (
    <Link
      href={findingsHref(figure.filter)}
      prefetch={false}
      aria-label={label && `${text} ${label}`}
      className={cn('rounded-sm decoration-line-strong underline-offset-3 hover:underline', className)}
    >
      {text}
    </Link>
  );
}
