'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Inbox, List } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { useShortcuts } from '@/components/command-menu/registry';
import { bind, LIST_KEYS } from '@/components/findings/desk/keys';
import { queueKeys } from '@/components/inbox/queue-keys';
import { QueueTabs } from '@/components/inbox/queue-tabs';
import { RequestList } from '@/components/inbox/request-list';
import { RequestPanel } from '@/components/inbox/request-panel';
import { ListStates, MoreButton } from '@/components/layout/list-states';
import { PageHeader } from '@/components/layout/page-header';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { acceptancesQuery } from '@/lib/acceptances/queries';
import { acceptancesHref } from '@/lib/acceptances/search-params';
import type { AcceptancePolicy } from '@/lib/acceptances/settings-schema';
import { queueCountsQuery } from '@/lib/inbox/queries';
import { approvalAddress, inboxParsers, type Queue } from '@/lib/inbox/queues';

type Props = { readonly queues: readonly Queue[]; readonly policy: AcceptancePolicy };

/** Requests to accept a risk that wait for the reader: list and detail beside each other, decided on in place. */
export function Approvals({ queues, policy }: Props) {
  const t = useTranslations('inbox');
  const register = useTranslations('acceptances');
  const [{ team, product, request }, setAddress] = useQueryStates(inboxParsers, { history: 'replace', scroll: false });
  const list = useInfiniteQuery(acceptancesQuery(approvalAddress({ team, product })));
  const { data: counts } = useQuery(queueCountsQuery({ team, product }));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  // One that was decided on is in the queue no more: the first that waits is next.
  const at = Math.max(
    rows.findIndex(({ id }) => id === request),
    0,
  );
  const open = rows[at]?.id ?? null;
  const chosen = request !== null && open === request;
  const goTo = (id: string | null) => void setAddress({ request: id });
  const move = (by: number) => {
    const next = rows[at + by];
    if (next) goTo(next.id);
  };
  useShortcuts([
    { ...bind(LIST_KEYS.next, () => move(1)), labelKey: 'inbox.nextRequest' },
    { ...bind(LIST_KEYS.previous, () => move(-1)), labelKey: 'inbox.previousRequest' },
    ...queueKeys(queues, (queue) => void setAddress({ queue, request: null, open: null })),
  ]);
  const empty = (
    <EmptyState icon={<Inbox />} title={register('empty.decide')}>
      {t('emptyHint.approval')}
    </EmptyState>
  );
  return (
    <>
      <div className={cn(chosen && 'max-lg:hidden')}>
        <PageHeader
          title={t('title')}
          lead={counts?.approval && t('lead.approval', { n: counts.approval.n })}
          actions={
            <LinkButton
              variant="ghost"
              href={acceptancesHref('/acceptances', approvalAddress({ team, product }))}
              prefetch={false}
            >
              <List aria-hidden />
              {t('asRegister')}
            </LinkButton>
          }
        />
        <QueueTabs queues={queues} current="approval" narrowed={{ team, product }} counts={counts} />
      </div>
      <ListStates query={list} count={rows.length} empty={empty} skeleton={6}>
        {open !== null && (
          <div className="flex items-start gap-4">
            <div className={cn('min-w-0 flex-1 lg:w-[38%] lg:flex-none', chosen && 'max-lg:hidden')}>
              <RequestList rows={rows} open={open} onOpen={goTo} />
              <div className="mt-3">
                <MoreButton query={list} />
              </div>
            </div>
            <div className={cn('min-w-0 flex-1 self-stretch', !chosen && 'max-lg:hidden')}>
              <RequestPanel
                key={open}
                id={open}
                policy={policy}
                onAsked={() => goTo(open)}
                onClose={() => goTo(null)}
              />
            </div>
          </div>
        )}
      </ListStates>
    </>
  );
}
