import { getFormatter, getTranslations } from 'next-intl/server';
import { OverrideButton } from '@/components/escalation/on-call/override-dialog';
import type { Named } from '@/components/escalation/on-call/people-order';
import type { ScheduleView } from '@/lib/escalation/on-call/loaders';

const SHOWN = 8;

type Props = { readonly schedule: ScheduleView; readonly people: readonly Named[]; readonly turns: readonly Named[] };

/** Where nobody is on call, and what to do about it. */
export async function Gaps({ schedule, people, turns }: Props) {
  const [t, format] = await Promise.all([getTranslations('escalation.gaps'), getFormatter()]);
  const { id, segments, skipped, mayOverride } = schedule;
  const gaps = segments.filter(({ person }) => person === null);
  const range = (from: string, to: string) =>
    format.dateTimeRange(new Date(from), new Date(to), {
      ...{ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
    });
  if (gaps.length === 0 && skipped.length === 0) return null;
  return (
    <div className="mb-4 border-missed border-l-2 pl-3">
      {gaps.length > 0 && (
        <>
          <h3 className="font-medium text-missed-ink">{t('title', { count: gaps.length })}</h3>
          <p className="max-w-prose text-muted text-sm">{t('remedy')}</p>
          <ul className="mt-1">
            {gaps.slice(0, SHOWN).map(({ from, to }) => (
              <li key={from} className="flex flex-wrap items-center justify-between gap-2 py-0.5">
                <span>{range(from, to)}</span>
                {mayOverride && (
                  <OverrideButton
                    size="sm"
                    label={t('fill')}
                    scheduleId={id}
                    people={people}
                    turns={turns}
                    personId={null}
                    from={from}
                    to={to}
                  />
                )}
              </li>
            ))}
          </ul>
          {gaps.length > SHOWN && <p className="text-muted text-sm">{t('more', { count: gaps.length - SHOWN })}</p>}
        </>
      )}
      {skipped.length > 0 && <p className="text-sm">{t('skipped', { names: format.list([...skipped]) })}</p>}
    </div>
  );
}
