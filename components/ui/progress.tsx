'use client';

import { Progress as BaseProgress } from '@base-ui/react/progress';
import { useLocale } from 'next-intl';
import { type ReactNode, useId } from 'react';

type Props = {
  readonly label: ReactNode;
  /** 0 to 100; `null` when the end is not known. */
  readonly value: number | null;
  /** What to say instead of the percentage: "12,400 findings". */
  readonly count?: ReactNode;
};

export function Progress({ label, value, count }: Props) {
  // The server does not know the browser's language: the reader's own, on both sides.
  const locale = useLocale();
  // Named from the first paint on, not only once the browser has run.
  const id = useId();
  return (
    <BaseProgress.Root value={value} locale={locale} aria-labelledby={id} className="flex w-full flex-col gap-1">
      <div className="flex justify-between gap-4 text-xs">
        <BaseProgress.Label id={id} className="min-w-0 truncate">
          {label}
        </BaseProgress.Label>
        {count === undefined ? (
          <BaseProgress.Value className="text-muted" />
        ) : (
          <span className="shrink-0 text-muted">{count}</span>
        )}
      </div>
      <BaseProgress.Track className="h-1.5 overflow-hidden rounded-full bg-hover">
        <BaseProgress.Indicator className="h-full bg-accent transition-[width] duration-150 data-indeterminate:w-1/3 data-indeterminate:animate-pulse" />
      </BaseProgress.Track>
    </BaseProgress.Root>
  );
}
