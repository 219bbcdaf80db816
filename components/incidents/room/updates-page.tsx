'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Bell, BellOff, Megaphone } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useRoomVerb } from '@/components/incidents/room/use-room-verb';
import { ListStates } from '@/components/layout/list-states';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { useToast } from '@/components/ui/toast';
import { followAction } from '@/lib/incidents/room/actions';
import { updatesQuery } from '@/lib/incidents/room/queries';
import type { UpdateView } from '@/lib/incidents/room/types';

type Props = { readonly id: string; readonly number: number };

/** For those who want to know how it stands without working on it: status updates, nothing else. */
export function UpdatesPage({ id, number }: Props) {
  const t = useTranslations('incidentRoom.updates');
  const format = useFormatter();
  const query = useQuery(updatesQuery(number));
  const { data } = query;
  return (
    <section aria-labelledby="updates" className="max-w-3xl">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <div>
          <h2 id="updates" className="font-semibold text-lg">
            {t('title')}
          </h2>
          {data && (
            <p className="text-muted">
              {data.dueAt ? t('due', { at: format.dateTime(new Date(data.dueAt), 'exact') }) : t('noneDue')}
            </p>
          )}
        </div>
        {data && <Follow id={id} number={number} follows={data.follows} />}
      </div>
      <ListStates
        query={query}
        count={data?.updates.length ?? 0}
        empty={
          <EmptyState icon={<Megaphone />} title={t('none')}>
            {t('noneLead')}
          </EmptyState>
        }
      >
        <ol className="flex flex-col gap-6">
          {data?.updates.map((update) => (
            <Update key={update.seq} update={update} />
          ))}
        </ol>
      </ListStates>
    </section>
  );
}

const PARTS = ['known', 'impact', 'next'] as const;

function Update({ update }: { readonly update: UpdateView }) {
  const t = useTranslations('incidentRoom.update');
  const words = useTranslations('incidentRoom.updates');
  const format = useFormatter();
  const { executive, by, at, nextDueAt } = update;
  return (
    <li className="border-line border-l-2 pl-3">
      <p className="text-muted text-xs">
        {by} · <RelativeTime at={at} />
      </p>
      <p className="mt-1 max-w-prose whitespace-pre-wrap text-base wrap-anywhere">{executive}</p>
      <dl className="mt-2 flex flex-col gap-2">
        {PARTS.filter((part) => update[part] !== '').map((part) => (
          <div key={part}>
            <dt className="font-medium text-muted text-xs">{t(part)}</dt>
            <dd className="max-w-prose whitespace-pre-wrap wrap-anywhere">{update[part]}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 text-muted text-xs">
        {nextDueAt ? words('promised', { at: format.dateTime(new Date(nextDueAt), 'exact') }) : words('last')}
      </p>
    </li>
  );
}

function Follow({ id, number, follows }: Props & { readonly follows: boolean }) {
  const t = useTranslations('incidentRoom.updates');
  const client = useQueryClient();
  const toast = useToast();
  const { give, busy } = useRoomVerb(number, () => {
    void client.invalidateQueries({ queryKey: updatesQuery(number).queryKey });
    toast.show({ title: follows ? t('unfollowed') : t('followed') });
  });
  const Mark = follows ? BellOff : Bell;
  return (
    <Button busy={busy} aria-pressed={follows} onClick={() => void give(() => followAction({ id, follow: !follows }))}>
      <Mark aria-hidden />
      {follows ? t('unfollow') : t('follow')}
    </Button>
  );
}
