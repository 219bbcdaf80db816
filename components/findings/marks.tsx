import { AlarmClock, Flame, Handshake, Moon, RotateCcw, Wrench } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { isOpen } from '@/lib/findings/rules';
import { isSnoozed } from '@/lib/findings/snooze';
import type { FindingRow } from '@/lib/findings/types';

function Mark({
  label,
  className,
  children,
}: {
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
}) {
  return (
    <span role="img" aria-label={label} title={label} className={`inline-flex shrink-0 [&_svg]:size-3.5 ${className}`}>
      {children}
    </span>
  );
}

/** What makes a finding stand out: known exploited, back again, asleep or just awake, handed over and not accepted, fix at hand. */
export function FindingMarks({
  finding,
}: {
  readonly finding: Pick<
    FindingRow,
    'knownExploited' | 'regressed' | 'fixAvailable' | 'status' | 'snoozedUntil' | 'wokenAt' | 'handedById'
  >;
}) {
  const t = useTranslations('findings.marks');
  const { knownExploited, regressed, fixAvailable } = finding;
  const sleeps = isSnoozed(finding);
  const woke = finding.wokenAt !== null && isOpen(finding.status);
  const handed = finding.handedById !== null && isOpen(finding.status);
  if (!knownExploited && !regressed && !fixAvailable && !sleeps && !woke && !handed) return null;
  return (
    <span className="inline-flex shrink-0 items-center gap-1">
      {knownExploited && (
        <Mark label={t('kev')} className="text-critical">
          <Flame aria-hidden />
        </Mark>
      )}
      {regressed && (
        <Mark label={t('regressed')} className="text-high">
          <RotateCcw aria-hidden />
        </Mark>
      )}
      {sleeps && (
        <Mark label={t('snoozed')} className="text-muted">
          <Moon aria-hidden />
        </Mark>
      )}
      {woke && (
        <Mark label={t('woken')} className="text-accent">
          <AlarmClock aria-hidden />
        </Mark>
      )}
      {handed && (
        <Mark label={t('handed')} className="text-accent">
          <Handshake aria-hidden />
        </Mark>
      )}
      {fixAvailable && (
        <Mark label={t('fix')} className="text-met">
          <Wrench aria-hidden />
        </Mark>
      )}
    </span>
  );
}
