import { getFormatter, getTranslations } from 'next-intl/server';
import { OnCallCalendar } from '@/components/escalation/on-call/calendar';
import { Gaps } from '@/components/escalation/on-call/gaps';
import { OverrideButton } from '@/components/escalation/on-call/override-dialog';
import { EndOverride, TakeTonight } from '@/components/escalation/on-call/overrides';
import { EditSchedule } from '@/components/escalation/on-call/schedule-edit';
import { SegmentTable } from '@/components/escalation/on-call/segment-table';
import { Badge } from '@/components/ui/badge';
import type { OnCallView, ScheduleView } from '@/lib/escalation/on-call/loaders';

const HOURS_12 = 12 * 3_600_000;
const SHORT = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;

type Props = { readonly schedule: ScheduleView; readonly view: OnCallView; readonly today: string };

/** Who is on call now and next, the coming weeks as a picture with its table, where nobody is, and who stands in. */
export async function ScheduleSection({ schedule, view, today }: Props) {
  const [t, format] = await Promise.all([getTranslations('escalation.onCall'), getFormatter()]);
  const { id, name, timeZone, segments, layers, version, mayOverride } = schedule;
  const [current, next] = segments;
  const turns = [...new Set(layers.flatMap(({ people }) => people))].map((one) => ({
    ...{ id: one, name: view.names[one] ?? '?' },
  }));
  const ownClock = current?.person?.timeZone
    ? format.dateTime(new Date(view.now), { hour: '2-digit', minute: '2-digit', timeZone: current.person.timeZone })
    : null;
  return (
    <section aria-labelledby={`schedule-${id}`} className="border-line border-t py-5">
      <div className="mb-3 flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 id={`schedule-${id}`} className="font-semibold text-lg">
            {name}
          </h2>
          <p className="text-muted text-sm">
            {t('layersIn', { count: layers.length, zone: timeZone.replaceAll('_', ' ') })}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          {view.mayTake && mayOverride && (
            <TakeTonight scheduleId={id} personId={view.me} timeZone={timeZone} now={view.now} />
          )}
          {mayOverride && (
            <OverrideButton
              label={t('standIn')}
              scheduleId={id}
              people={view.people}
              turns={turns}
              personId={view.mayTake ? view.me : null}
              from={view.now}
              to={new Date(Date.parse(view.now) + HOURS_12).toISOString()}
            />
          )}
        </div>
      </div>
      <dl className="mb-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-muted">{t('now')}</dt>
        <dd className="font-medium">
          {current?.person ? current.person.name : <Badge tone="missed">{t('nobody')}</Badge>}{' '}
          {ownClock && <span className="font-normal text-muted text-sm">{t('theirTime', { time: ownClock })}</span>}
        </dd>
        {next && (
          <>
            <dt className="text-muted">{t('next')}</dt>
            <dd>
              {next.person ? next.person.name : <Badge tone="missed">{t('nobody')}</Badge>}{' '}
              <span className="text-muted text-sm">{format.dateTime(new Date(next.from), SHORT)}</span>
            </dd>
          </>
        )}
      </dl>
      <OnCallCalendar segments={segments} now={view.now} zone={view.zone} weeks={view.weeks} />
      <Gaps schedule={schedule} people={view.people} turns={turns} />
      <SegmentTable schedule={schedule} />
      <Overrides schedule={schedule} />
      {view.mayEdit && (
        <EditSchedule
          key={version}
          schedule={{ id, version, name, timeZone, layers }}
          people={view.people}
          names={view.names}
          today={today}
        />
      )}
    </section>
  );
}

async function Overrides({ schedule: { overrides, mayOverride } }: Pick<Props, 'schedule'>) {
  const [t, format] = await Promise.all([getTranslations('escalation.override'), getFormatter()]);
  if (overrides.length === 0) return null;
  return (
    <div className="mt-4">
      <h3 className="mb-1 font-medium">{t('list')}</h3>
      <ul>
        {overrides.map(({ id, person, insteadOf, from, to, begun }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-2 border-line border-t py-1.5">
            <span className="min-w-0">
              {insteadOf === null ? person : t('covers', { person, other: insteadOf })}{' '}
              <span className="text-muted text-sm">{format.dateTimeRange(new Date(from), new Date(to), SHORT)}</span>
            </span>
            {mayOverride && <EndOverride id={id} begun={begun} person={person} />}
          </li>
        ))}
      </ul>
    </div>
  );
}
