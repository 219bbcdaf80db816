'use client';

import { useTranslations } from 'next-intl';

type Props = {
  readonly shown: number;
  /** `null`: not counted. */
  readonly total: number | null;
};

/** "1–100 of 1,240", announced politely when it changes. */
export function PaginationStatus({ shown, total }: Props) {
  const t = useTranslations('ui');
  return (
    <p role="status" className="text-muted text-xs">
      {total === null ? t('shown', { shown }) : t('shownOf', { shown, total })}
    </p>
  );
}
