'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CLOCK_LOOKS } from '@/components/incidents/clock-badge';
import { useClockWords } from '@/components/incidents/clock-words';
import { cn } from '@/components/ui/cn';
import { TONE_CLASS } from '@/components/ui/tone';
import { standingOf } from '@/lib/incidents/clock-view';
import type { ClockView } from '@/lib/incidents/view-types';

type Props = { readonly number: number; readonly clocks: readonly ClockView[]; readonly now: Date };

/** Those of the law are many: they stand as one, which leads to all. */
const isDuty = ({ kind }: ClockView) => kind.startsWith('duty:');

/** The clocks that run, large; those that stand, each with why, by whom and when. */
export function IncidentClocks({ number, clocks, now }: Props) {
  const t = useTranslations('incidents.clock');
  const running = clocks.filter(({ stoppedAt }) => stoppedAt === null);
  const duties = running.filter(isDuty);
  // What is due first comes first.
  const [duty] = duties;
  const shown = running.filter((clock) => clock === duty || !isDuty(clock));
  const stopped = clocks.filter(({ stoppedAt }) => stoppedAt !== null);
  return (
    <div className="mb-3 sm:mb-4">
      {running.length > 0 && (
        <ul aria-label={t('running')} className="flex flex-col gap-1 sm:flex-row sm:flex-wrap sm:gap-2">
          {shown.map((clock) => (
            <Running key={clock.id} clock={clock} now={now}>
              {clock === duty && (
                <Link href={`/incidents/${number}/duties`} className="text-xs underline">
                  {t('duties', { count: duties.length })}
                </Link>
              )}
            </Running>
          ))}
        </ul>
      )}
      {stopped.length > 0 && (
        <details className="mt-2">
          <summary className="w-fit cursor-pointer py-1 text-muted">
            {t('pastCount', { count: stopped.length })}
          </summary>
          <ul className="mt-1 flex flex-col gap-1">
            {stopped.map((clock) => (
              <Stopped key={clock.id} clock={clock} now={now} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

type OneProps = { readonly clock: ClockView; readonly now: Date };

function Running({ clock, now, children }: OneProps & { readonly children: ReactNode }) {
  const t = useTranslations('incidents.clock');
  const format = useFormatter();
  const { nameOf, timeOf } = useClockWords();
  const { state, leftMs, percent } = standingOf(clock, now);
  const { tone, icon: Icon } = CLOCK_LOOKS[state];
  const time = timeOf(leftMs);
  return (
    // On a phone one line each: what, and how long is left.
    <li
      className={cn(
        'flex min-w-0 flex-wrap items-center gap-x-2 rounded-md px-2.5 py-1 sm:block sm:min-w-44 sm:px-3 sm:py-2',
        TONE_CLASS[tone],
      )}
    >
      <p className="flex min-w-0 flex-1 items-start gap-1.5 text-xs [&_svg]:mt-px [&_svg]:size-3.5 [&_svg]:shrink-0">
        <Icon aria-hidden />
        <span className="min-w-0 wrap-break-word">
          {nameOf(clock.kind)}
          <span className="max-sm:sr-only">{`: ${t(`states.${state}`)}`}</span>
        </span>
      </p>
      <p className="font-semibold tabular-nums sm:text-lg" suppressHydrationWarning>
        {leftMs > 0 ? t('left', { time }) : t('over', { time })}
      </p>
      <div aria-hidden className="mt-1 h-1 rounded-full bg-surface max-sm:hidden">
        <div className="h-1 rounded-full bg-current" style={{ width: `${percent}%` }} />
      </div>
      <p className="text-xs max-sm:sr-only sm:mt-1">
        {t('dueAt', { at: format.dateTime(new Date(clock.dueAt), 'short') })}
      </p>
      {children}
    </li>
  );
}

function Stopped({ clock, now }: OneProps) {
  const t = useTranslations('incidents.clock');
  const format = useFormatter();
  const { nameOf, timeOf, reasonOf } = useClockWords();
  const { state, leftMs } = standingOf(clock, now);
  const { icon: Icon } = CLOCK_LOOKS[state];
  const time = timeOf(leftMs);
  return (
    <li className="flex flex-wrap items-center gap-x-1.5 text-xs [&_svg]:size-3.5">
      <Icon aria-hidden className={state === 'missed' ? 'text-missed-ink' : 'text-met-ink'} />
      <span className="font-medium">{nameOf(clock.kind)}</span>
      <span>{t('forPriority', { priority: clock.priority })}</span>
      <span>{state === 'missed' ? t('missed', { time }) : t('met')}</span>
      <span className="text-muted">
        {t('stopped', {
          reason: reasonOf(clock.stopReason),
          by: clock.stoppedBy,
          at: format.dateTime(new Date(clock.stoppedAt ?? clock.dueAt), 'short'),
        })}
      </span>
    </li>
  );
}
