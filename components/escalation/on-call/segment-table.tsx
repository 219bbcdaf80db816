import { getFormatter, getTranslations } from 'next-intl/server';
import { Badge } from '@/components/ui/badge';
import { Table, Td, Th } from '@/components/ui/table';
import type { ScheduleView } from '@/lib/escalation/on-call/loaders';

/** What the calendar shows, in words: in the reader's time, beside it what the person's own clock says. */
export async function SegmentTable({ schedule: { name, segments } }: { readonly schedule: ScheduleView }) {
  const [t, format] = await Promise.all([getTranslations('escalation.onCall'), getFormatter()]);
  const at = (text: string) =>
    format.dateTime(new Date(text), {
      ...{ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
    });
  const own = (text: string, timeZone: string | null | undefined) =>
    timeZone
      ? format.dateTime(new Date(text), { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone })
      : t('unknown');
  return (
    <details>
      <summary className="min-h-6 cursor-pointer text-muted">{t('asTable', { count: segments.length })}</summary>
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
          {segments.map(({ from, to, person, overrideId, layer }) => (
            <tr key={from}>
              <Td label={t('who')} className="font-medium">
                {person ? person.name : <Badge tone="missed">{t('nobody')}</Badge>}
              </Td>
              <Td label={t('from')}>{at(from)}</Td>
              <Td label={t('to')}>{at(to)}</Td>
              <Td label={t('ownClock')} className="text-muted">
                {person ? own(from, person.timeZone) : '–'}
              </Td>
              <Td label={t('by')}>
                {overrideId !== null ? t('override') : layer === null ? '–' : t('rotation', { number: layer + 1 })}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
