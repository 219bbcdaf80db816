'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'next-intl';
import { useClockWords } from '@/components/incidents/clock-words';
import { useEntryText } from '@/components/incidents/room/entry-text';
import { tasksQuery } from '@/lib/incidents/file/queries';
import { isPending } from '@/lib/incidents/file/task-rules';
import { feedQuery } from '@/lib/incidents/room/queries';
import type { IncidentDetail } from '@/lib/incidents/view-types';

/** On a phone, where the log lies below: what happened last and what comes next, in a line each. */
export function Glance({ incident }: { readonly incident: IncidentDetail }) {
  const t = useTranslations('incidentRoom.glance');
  const format = useFormatter();
  const text = useEntryText();
  const next = useNext(incident);
  const { data } = useInfiniteQuery(feedQuery(incident.number, 'all'));
  const last = data?.pages[0]?.lines.at(-1);
  return (
    <dl className="mb-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 sm:hidden">
      <dt className="text-muted">{t('last')}</dt>
      <dd className="line-clamp-2 wrap-anywhere" suppressHydrationWarning>
        {last && `${format.dateTime(new Date(last.at), 'time')} ${text(last)}`}
      </dd>
      <dt className="text-muted">{t('next')}</dt>
      <dd className="line-clamp-2 wrap-anywhere" suppressHydrationWarning>
        {next}
      </dd>
    </dl>
  );
}

/** Somebody takes it; then the first open task; then what is due first; then nothing. */
function useNext({ number, acknowledgedAt, closedAt, clocks }: IncidentDetail): string {
  const t = useTranslations('incidentRoom.glance');
  const format = useFormatter();
  const { nameOf } = useClockWords();
  const { data } = useQuery(tasksQuery(number));
  if (closedAt === null && acknowledgedAt === null) return t('take');
  const pending = data?.tasks.filter(({ state }) => isPending(state)) ?? [];
  const task = pending.find(({ state }) => state === 'doing') ?? pending[0];
  if (task) return task.title;
  const clock = clocks.find(({ stoppedAt }) => stoppedAt === null);
  if (!clock) return t('nothing');
  return t('due', { what: nameOf(clock.kind), at: format.dateTime(new Date(clock.dueAt), 'short') });
}
