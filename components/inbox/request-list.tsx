'use client';

import { useTranslations } from 'next-intl';
import { Limits, useAbout } from '@/components/acceptances/about';
import { cn } from '@/components/ui/cn';
import { RelativeTime } from '@/components/ui/relative-time';
import type { AcceptanceRow } from '@/lib/acceptances/types';

type Props = {
  readonly rows: readonly AcceptanceRow[];
  readonly open: string | null;
  readonly onOpen: (id: string) => void;
};

/** Requests that wait for the reader: what about, of which product, who asks and since when. */
export function RequestList({ rows, open, onOpen }: Props) {
  const t = useTranslations('acceptances');
  const about = useAbout();
  return (
    <ul aria-label={t('label')} className="flex flex-col">
      {rows.map((row) => (
        <li key={row.id} className="border-line border-b" data-acceptance={row.number}>
          <button
            type="button"
            aria-current={row.id === open || undefined}
            onClick={() => onOpen(row.id)}
            className={cn(
              'flex w-full flex-col gap-0.5 rounded-sm px-2 py-2 text-left hover:bg-hover',
              row.id === open && 'bg-accent-soft',
            )}
          >
            <span className="wrap-anywhere">
              <span className="font-medium tabular-nums">{`#${row.number}`}</span> {about(row)} <Limits about={row} />
            </span>
            <span className="line-clamp-2 text-muted text-xs wrap-anywhere">
              {`${t(`reasons.${row.reason}`)}: ${row.justification}`}
            </span>
            <span className="text-muted text-xs">
              {`${row.product.name} · ${row.requester.name} · `}
              <RelativeTime at={row.requestedAt} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
