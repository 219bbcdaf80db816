'use client';

import { AlarmClock, AlarmClockCheck, AlarmClockOff, Hourglass, type LucideIcon, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useClockWords } from '@/components/incidents/clock-words';
import { Badge } from '@/components/ui/badge';
import type { Tone } from '@/components/ui/tone';
import { type ClockState, standingOf } from '@/lib/incidents/clock-view';
import type { ClockView } from '@/lib/incidents/view-types';

/** Each state has its own shape, so that it is never told by colour alone. */
export const CLOCK_LOOKS: Readonly<Record<ClockState, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  running: { tone: 'neutral', icon: AlarmClock },
  warned: { tone: 'partly', icon: Hourglass },
  breached: { tone: 'missed', icon: TriangleAlert },
  kept: { tone: 'met', icon: AlarmClockCheck },
  missed: { tone: 'missed', icon: AlarmClockOff },
};

/** What a clock is about and the time that is left, in one line. */
export function ClockBadge({ clock, now }: { readonly clock: ClockView; readonly now: Date }) {
  const t = useTranslations('incidents.clock');
  const { nameOf, timeOf } = useClockWords();
  const { state, leftMs } = standingOf(clock, now);
  const { tone, icon: Icon } = CLOCK_LOOKS[state];
  const time = timeOf(leftMs);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5 gap-y-0.5">
      <span className="text-muted text-xs">{nameOf(clock.kind)}</span>
      <Badge tone={tone} mark={<Icon />} className="tabular-nums">
        {leftMs > 0 ? t('left', { time }) : t('over', { time })}
      </Badge>
    </span>
  );
}
