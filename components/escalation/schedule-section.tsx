import { getFormatter, getTranslations } from 'next-intl/server';
import { TakeTonight, WithdrawOverride } from '@/components/escalation/overrides';
import { Badge } from '@/components/ui/badge';
import { Table, Td, Th } from '@/components/ui/table';
import type { OnCallView, ScheduleView } from '@/lib/escalation/loaders';

type Props = { readonly schedule: ScheduleView; readonly view: OnCallView };
type Segment = ScheduleView['segments'][number];

/** Who is on call now and next, and for two weeks: in the reader's time, beside it what the person's own clock shows. */
export async function ScheduleSection({ schedule, view }: Props) {
  const [t, format] = await Promise.all([getTranslations('escalation.onCall'), getFormatter()]);
  const { id, name, timeZone, segments } = schedule;
  const [current, next] = segments;
  const own = ({ person }: Segment, at: string) =>
    person?.timeZone
      ? format.dateTime(new Date(at), {
          weekday: 'short',
          hour: '2-digit',
          minute: '2-digit',
          timeZone: person.timeZone,
        })
      : '';
  const at = (text: string) =>
    format.dateTime(new Date(text), {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
    });
  return (
    <section aria-labelledby={`schedule-${id}`} className="border-line border-t py-5">
      <div className="mb-3 flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 id={`schedule-${id}`} className="font-semibold text-lg">
            {name}
          </h2>
          <p className="text-muted text-sm">{timeZone.replaceAll('_', ' ')}</p>
        </div>
        {view.mayTake && <TakeTonight scheduleId={id} personId={view.me} timeZone={timeZone} now={view.now} />}
      </div>
      <dl className="mb-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-muted">{t('now')}</dt>
        <dd className="font-medium">
          {current?.person ? current.person.name : <Badge tone="missed">{t('nobody')}</Badge>}{' '}
          {current?.person && <span className="font-normal text-muted text-sm">{own(current, view.now)}</span>}
        </dd>
        {next && (
          <>
            <dt className="text-muted">{t('next')}</dt>
            <dd>
              {next.person ? next.person.name : <Badge tone="missed">{t('nobody')}</Badge>}{' '}
              <span className="text-muted text-sm">{at(next.from)}</span>
            </dd>
          </>
        )}
      </dl>
      <Table label={t('table', { name })} stacked>
        <thead>
          <tr>
            <Th>{t('who')}</Th>
            <Th>{t('from')}</Th>
            <Th>{t('to')}</Th>
            <Th>{t('ownClock')}</Th>
            <Th>{t('by')}</Th>
          </tr>
        </thead>
        <tbody>
          {segments.map((segment) => (
            <tr key={segment.from}>
              <Td label={t('who')} className="font-medium">
                {segment.person ? segment.person.name : <Badge tone="missed">{t('nobody')}</Badge>}
              </Td>
              <Td label={t('from')}>{at(segment.from)}</Td>
              <Td label={t('to')}>{at(segment.to)}</Td>
              <Td label={t('ownClock')} className="text-muted">
                {own(segment, segment.from) || t('unknown')}
              </Td>
              <Td label={t('by')}>
                {segment.overrideId === null ? (
                  t('rotation')
                ) : (
                  <span className="inline-flex items-center gap-2">
                    {t('override')}
                    {view.mayOverride && <WithdrawOverride id={segment.overrideId} />}
                  </span>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
