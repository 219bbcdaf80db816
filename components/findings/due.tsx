'use client';

import { useFormatter, useNow, useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { isOpen } from '@/lib/findings/rules';
import { DUE_SOON_DAYS } from '@/lib/findings/search-params';
import type { FindingRow } from '@/lib/findings/types';

const DAY_MS = 86_400_000;

type Props = { readonly finding: Pick<FindingRow, 'dueAt' | 'slaPausedAt' | 'status'> };

/** When an open finding is due: a word says when it is late or soon, not the colour alone. */
export function Due({ finding }: Props) {
  const t = useTranslations('findings.sla');
  const format = useFormatter();
  const now = useNow();
  const { dueAt, slaPausedAt, status } = finding;
  if (slaPausedAt && isOpen(status)) return <span className="truncate text-muted">{t('paused')}</span>;
  if (!dueAt || !isOpen(status)) return <span className="text-muted">–</span>;
  const due = new Date(dueAt);
  const left = due.getTime() - now.getTime();
  const late = left < 0;
  const soon = !late && left < DUE_SOON_DAYS * DAY_MS;
  return (
    <span className={cn('truncate', late && 'font-medium text-missed-ink', soon && 'text-partly-ink')}>
      {late ? t('overdueSince', { day: format.dateTime(due, 'week') }) : format.dateTime(due, 'week')}
    </span>
  );
}
