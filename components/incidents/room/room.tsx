'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useState } from 'react';
import { OpenTasks } from '@/components/incidents/file/open-tasks';
import { Composer } from '@/components/incidents/room/composer';
import { Feed } from '@/components/incidents/room/feed';
import { Glance } from '@/components/incidents/room/glance';
import { NewestUpdate } from '@/components/incidents/room/newest-update';
import { useOutbox } from '@/components/incidents/room/use-outbox';
import { useServerNow } from '@/components/incidents/use-server-now';
import { Arriving } from '@/components/ui/arriving';
import { lazyOnIntent } from '@/components/ui/lazy-on-intent';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { incidentQuery } from '@/lib/incidents/queries';
import { FEED_FILTERS } from '@/lib/incidents/room/feed';
import type { EntryLine } from '@/lib/incidents/room/types';
import type { IncidentDetail } from '@/lib/incidents/view-types';

const decide = lazyOnIntent(() => import('@/components/incidents/room/decide-dialog'));
const update = lazyOnIntent(() => import('@/components/incidents/room/update-dialog'));

type Props = { readonly number: number; readonly personId: string };

/** What happens now: what is known, the log as it is written, and where to write into it. */
export function IncidentRoom({ number, personId }: Props) {
  const { data: incident } = useQuery(incidentQuery(number));
  if (!incident) return null;
  return <Room incident={incident} personId={personId} />;
}

type RoomProps = { readonly incident: IncidentDetail; readonly personId: string };

function Room({ incident, personId }: RoomProps) {
  const t = useTranslations('incidentRoom');
  const { id, number, summary, rights } = incident;
  const [only, setOnly] = useQueryState('show', parseAsStringLiteral(FEED_FILTERS).withDefault('all'));
  const [asked, setAsked] = useState<'decide' | 'update' | null>(null);
  const [correcting, setCorrecting] = useState<EntryLine | null>(null);
  const outbox = useOutbox(incident);
  const close = () => setAsked(null);
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
      <section aria-label={t('feed.title')} className="flex min-w-0 flex-col">
        <Glance incident={incident} />
        <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
          <h2 className="font-semibold">{t('feed.title')}</h2>
          <SegmentedControl
            label={t('feed.filter')}
            options={FEED_FILTERS.map((value) => ({ value, label: t(`filters.${value}`) }))}
            value={only}
            onValueChange={(value) => void setOnly(value)}
          />
        </div>
        <div className="flex h-[max(20rem,calc(100dvh-22rem))] flex-col">
          <Feed
            number={number}
            only={only}
            personId={personId}
            mayWrite={rights.correct}
            waiting={outbox.waiting}
            onRetry={outbox.retry}
            onDrop={outbox.drop}
            onCorrect={setCorrecting}
          />
        </div>
        {rights.correct && (
          <Composer
            number={number}
            correcting={correcting}
            onCorrected={() => setCorrecting(null)}
            onSend={outbox.send}
            onDecide={() => setAsked('decide')}
            onUpdate={rights.work ? () => setAsked('update') : undefined}
          />
        )}
      </section>
      <aside aria-label={t('beside')} className="flex min-w-0 flex-col gap-6">
        {summary && (
          <section aria-labelledby="known">
            <h2 id="known" className="font-semibold">
              {t('known')}
            </h2>
            <p className="mt-1 max-w-prose whitespace-pre-wrap wrap-anywhere">{summary}</p>
          </section>
        )}
        <section aria-labelledby="to-do">
          <h2 id="to-do" className="mb-1 font-semibold">
            {t('tasks')}
          </h2>
          <OpenTasks number={number} />
        </section>
        <NewestUpdate number={number} />
      </aside>
      {asked === 'decide' && (
        <Arriving code={decide}>
          <Decide id={id} number={number} onClose={close} />
        </Arriving>
      )}
      {asked === 'update' && (
        <Arriving code={update}>
          <Update incident={incident} onClose={close} />
        </Arriving>
      )}
    </div>
  );
}

function Decide(props: { readonly id: string; readonly number: number; readonly onClose: () => void }) {
  const { DecideDialog } = decide.use();
  return <DecideDialog {...props} />;
}

function Update(props: { readonly incident: IncidentDetail; readonly onClose: () => void }) {
  const { UpdateDialog } = update.use();
  return <UpdateDialog {...props} now={useServerNow(props.incident.now)} />;
}
