import Link from 'next/link';
import { useFormatter } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { findingsHref } from '@/lib/findings/search-params';
import type { Figure } from '@/lib/overview/types';

type Props = {
  readonly figure: Figure;
  /** What it counts, where the words beside it do not say so. */
  readonly label?: string;
  /** Inside a sentence: colour alone would not tell it from the words around. */
  readonly inText?: boolean;
  /** Alone in a cell of a table: wide and high enough to hit. */
  readonly inCell?: boolean;
  readonly className?: string;
};

/** A number that leads to exactly the rows that it counts; "1,000+" where counting stopped. */
export function FigureLink({ figure, label, inText = false, inCell = false, className }: Props) {
  const format = useFormatter();
  const text = `${format.number(figure.n)}${figure.exact ? '' : '+'}`;
  return (
    <Link
      href={findingsHref(figure.filter)}
      prefetch={false}
      aria-label={label && `${text} ${label}`}
      className={cn(
        'rounded-sm decoration-1 underline-offset-4',
        inText ? 'underline decoration-line-strong hover:decoration-current' : 'hover:underline',
        inCell && 'inline-block min-w-6 leading-6',
        className,
      )}
    >
      {text}
    </Link>
  );
}
