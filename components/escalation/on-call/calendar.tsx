import { getFormatter, getTranslations } from 'next-intl/server';
import { cn } from '@/components/ui/cn';
import { barsOf, weeksFrom } from '@/lib/escalation/on-call/calendar';
import type { ScheduleView } from '@/lib/escalation/on-call/loaders';

/** Calm pairs that tell neighbours apart; names say who it is. */
const TONES = [
  'bg-accent-soft border-accent',
  'bg-low-soft border-low',
  'bg-unknown-soft border-unknown',
  'bg-met-soft border-met',
  'bg-info-soft border-info',
];

type Props = {
  readonly segments: ScheduleView['segments'];
  readonly now: string;
  readonly zone: string;
  readonly weeks: number;
};

/** The coming weeks, one a row: who has it, and where nobody has. The table below says the same. */
export async function OnCallCalendar({ segments, now, zone, weeks }: Props) {
  const [t, format] = await Promise.all([getTranslations('escalation.onCall'), getFormatter()]);
  const at = new Date(now);
  const real = segments.map((one) => ({ ...one, from: new Date(one.from), to: new Date(one.to) }));
  const order = [...new Set(segments.flatMap(({ person }) => (person ? [person.name] : [])))];
  const toneOf = (name: string | undefined) =>
    name === undefined
      ? 'border-missed bg-missed-soft font-medium text-missed-ink'
      : TONES[order.indexOf(name) % TONES.length];
  const today = format.dateTime(at, { dateStyle: 'short', timeZone: zone });
  return (
    <div aria-hidden className="mb-3 flex flex-col gap-2">
      {weeksFrom(at, weeks, zone).map((week) => (
        <div key={week.from.toISOString()}>
          <div className="relative h-5 text-muted text-xs">
            {week.days.map((day) => (
              <span
                key={day.left}
                className={cn(
                  'absolute truncate border-line border-l pl-1',
                  format.dateTime(day.at, { dateStyle: 'short', timeZone: zone }) === today &&
                    'font-semibold text-text',
                )}
                style={{ left: `${day.left * 100}%`, width: `${100 / 7}%` }}
              >
                <span className="max-sm:hidden">{format.dateTime(day.at, { weekday: 'short', timeZone: zone })} </span>
                {format.dateTime(day.at, { day: 'numeric', month: 'numeric', timeZone: zone })}
              </span>
            ))}
          </div>
          <div className="relative h-8 overflow-hidden rounded bg-sunken">
            {barsOf(real, week).map(({ segment, left, width }) => (
              <span
                key={segment.from.toISOString()}
                title={`${segment.person?.name ?? t('nobody')}: ${format.dateTimeRange(segment.from, segment.to, {
                  ...{ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
                  timeZone: zone,
                })}`}
                className={cn(
                  'absolute inset-y-0 truncate border-l-2 px-1 text-xs leading-8',
                  toneOf(segment.person?.name),
                )}
                style={{ left: `${left * 100}%`, width: `${width * 100}%` }}
              >
                {segment.person?.name ?? t('nobody')}
              </span>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
