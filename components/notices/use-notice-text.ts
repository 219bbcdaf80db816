'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { dutyName } from '@/components/incidents/duty-name';
import { FINDING_STATUSES } from '@/lib/findings/types';
import type { NoticeItem } from '@/lib/notices/types';

/** Puts a notice into words: instants in the reader's time, statuses and clocks of the law by their names. */
export function useNoticeText(): (notice: NoticeItem) => string {
  const t = useTranslations('notices.kinds');
  const statusName = useTranslations('findings.status');
  const format = useFormatter();
  const room = useTranslations('incidentRoom');
  return ({ kind, params }) => {
    const words = Object.entries(params).map(([name, value]) => {
      const status = name === 'status' ? FINDING_STATUSES.find((one) => one === value) : undefined;
      if (status) return [name, statusName(status)] as const;
      return [name, name.endsWith('At') ? format.dateTime(new Date(value), 'exact') : value] as const;
    });
    return t(kind, { duty: dutyName({ t: room }, params.clock), ...Object.fromEntries(words) });
  };
}
