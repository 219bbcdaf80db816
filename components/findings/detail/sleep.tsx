'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Fact } from '@/components/findings/detail/section';
import { useWakeConditions } from '@/components/findings/detail/wake-conditions';
import { RelativeTime } from '@/components/ui/relative-time';
import { isSnoozed } from '@/lib/findings/snooze';
import type { FindingDetailView } from '@/lib/findings/types';

/** Until when a finding sleeps and what wakes it earlier; or that it woke. */
export function Sleep({ finding }: { readonly finding: FindingDetailView }) {
  const t = useTranslations('findings.snooze');
  const format = useFormatter();
  const conditionsOf = useWakeConditions();
  const { snoozedUntil, wokenAt, wakeOn } = finding;
  if (snoozedUntil && isSnoozed(finding)) {
    const early = conditionsOf(wakeOn);
    return (
      <Fact name={t('fact')}>
        {format.dateTime(new Date(snoozedUntil), 'exact')}
        {early && <span className="block text-muted text-xs">{t('earlier', { conditions: early })}</span>}
      </Fact>
    );
  }
  if (!wokenAt) return null;
  return (
    <Fact name={t('woken')}>
      <RelativeTime at={wokenAt} />
    </Fact>
  );
}
