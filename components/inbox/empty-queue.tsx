'use client';

import { Inbox } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { DUE_SOON_DAYS, findingsHref } from '@/lib/findings/search-params';
import type { QueueCounts } from '@/lib/inbox/data';
import { inboxHref, type Narrowed, NEW_DAYS, type Queue } from '@/lib/inbox/queues';

type Props = {
  readonly queue: Queue;
  readonly queues: readonly Queue[];
  readonly narrowed: Narrowed;
  readonly counts: QueueCounts | undefined;
};

/** What an empty queue means, and where there is work. */
export function EmptyQueue({ queue, queues, narrowed: { team, product }, counts }: Props) {
  const t = useTranslations('inbox');
  const next = queues.find((one) => one !== queue && (counts?.[one].n ?? 0) > 0);
  return (
    <EmptyState
      icon={<Inbox />}
      title={t(`empty.${queue}`, { days: queue === 'due' ? DUE_SOON_DAYS : NEW_DAYS })}
      action={
        <>
          {next && (
            <LinkButton href={inboxHref({ queue: next, team, product })}>
              {t('goTo', { queue: t(`queues.${next}`) })}
            </LinkButton>
          )}
          <LinkButton variant="ghost" href={findingsHref(queue === 'woken' ? { snoozed: 'yes' } : { team, product })}>
            {t(queue === 'woken' ? 'toSnoozed' : 'toList')}
          </LinkButton>
        </>
      }
    >
      {t(`emptyHint.${queue}`)}
    </EmptyState>
  );
}
