'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { CLOCK_LOOKS } from '@/components/incidents/clock-badge';
import { useClockWords } from '@/components/incidents/clock-words';
import { Badge } from '@/components/ui/badge';
import { WARN_PERCENT } from '@/lib/duties/rules';
import { standingOf } from '@/lib/incidents/clock-view';

type Props = { readonly startedAt: string; readonly dueAt: string; readonly now: Date };

/** What is left of a time, and when it ends on the reader's own clock. */
export function TimeLeft({ startedAt, dueAt, now }: Props) {
  const t = useTranslations('incidents.clock');
  const format = useFormatter();
  const { timeOf } = useClockWords();
  const { state, leftMs } = standingOf({ startedAt, dueAt, stoppedAt: null, marks: WARN_PERCENT }, now);
  const { tone, icon: Icon } = CLOCK_LOOKS[state];
  const time = timeOf(leftMs);
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Badge tone={tone} mark={<Icon />} className="tabular-nums">
        <span suppressHydrationWarning>{leftMs > 0 ? t('left', { time }) : t('over', { time })}</span>
      </Badge>
      <span className="text-muted text-xs">{format.dateTime(new Date(dueAt), 'exact')}</span>
    </span>
  );
}
