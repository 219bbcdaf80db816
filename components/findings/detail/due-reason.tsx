'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { isOpen } from '@/lib/findings/rules';
import { severityName } from '@/lib/findings/severity';
import type { FindingDetailView } from '@/lib/findings/types';
import type { Shortening } from '@/lib/sla/types';

/** "halved because known to be exploited" */
function useShortening(): (shortening: Shortening) => string {
  const t = useTranslations('sla.reason');
  const format = useFormatter();
  return ({ condition, threshold, factor, maxDays }) => {
    const effect =
      factor === null
        ? t('effects.most', { count: maxDays })
        : factor === 0.5
          ? t('effects.half')
          : t('effects.times', { factor: format.number(factor) });
    const limit = threshold ?? 0;
    return t(`because.${condition}`, {
      effect,
      limit:
        condition === 'epss' ? format.number(limit, { style: 'percent', maximumFractionDigits: 1 }) : String(limit),
    });
  };
}

/** Why the finding is due then, in a line: days of its severity, shortening, pauses; and whose policy says so. */
export function DueReason({ finding }: { readonly finding: FindingDetailView }) {
  const t = useTranslations('sla.reason');
  const format = useFormatter();
  const severity = useTranslations('findings.severity');
  const shortened = useShortening();
  const { dueReason: reason, slaPausedAt } = finding;
  if (!reason || !isOpen(finding.status)) return null;
  const { baseDays, business, shortening, pausedDays, startedOn, starts, place, placeName, version } = reason;
  const name = severity(severityName(finding.severity));
  const day =
    startedOn && format.dateTime(new Date(`${startedOn}T00:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' });
  const parts = [
    baseDays === null
      ? t('never', { severity: name })
      : t(business ? 'working' : 'days', { count: baseDays, severity: name }),
    ...(shortening ? [shortened(shortening)] : []),
    ...(day ? [t(`from.${starts}`, { day })] : [t('notStarted')]),
    ...(pausedDays > 0 ? [t('paused', { count: pausedDays })] : []),
    ...(slaPausedAt ? [t('pausedSince', { day: format.dateTime(new Date(slaPausedAt), 'day') })] : []),
  ];
  return (
    <span className="block text-muted text-xs">
      {parts.join(', ')}
      {' · '}
      {t(`policy.${place}`, { name: placeName ?? '', version })}
    </span>
  );
}
