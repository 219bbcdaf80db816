'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { List } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { ColumnLook } from '@/components/data-table/virtual-table';
import { useDesk } from '@/components/findings/desk/use-desk';
import { FindingPanel } from '@/components/findings/detail/finding-panel';
import { useColumnLooks } from '@/components/findings/list/columns';
import { FindingsList } from '@/components/findings/list/findings-list';
import { type Asked, VerbDialogs } from '@/components/findings/verbs/asked';
import type { Offer, Rights } from '@/components/findings/verbs/offers';
import type { Subject } from '@/components/findings/verbs/subject';
import { EmptyQueue } from '@/components/inbox/empty-queue';
import { QueueTabs } from '@/components/inbox/queue-tabs';
import { SameOffer } from '@/components/inbox/same-offer';
import { useDecisions } from '@/components/inbox/use-decisions';
import { useInboxAddress } from '@/components/inbox/use-inbox-address';
import { useInboxKeys } from '@/components/inbox/use-inbox-keys';
import { PageHeader } from '@/components/layout/page-header';
import { cn } from '@/components/ui/cn';
import { LinkButton } from '@/components/ui/link-button';
import { findingQuery } from '@/lib/findings/queries';
import { DUE_SOON_DAYS, findingHref, findingsHref } from '@/lib/findings/search-params';
import type { FindingRow, PersonRef } from '@/lib/findings/types';
import { queueCountsQuery } from '@/lib/inbox/queries';
import { NEW_DAYS, type Queue } from '@/lib/inbox/queues';

/** Findings after the open one whose details are already here when their turn comes. */
const AHEAD = 2;

export type InboxProps = {
  readonly rights: Rights;
  readonly me: PersonRef;
  /** Of the server: both sides draw the same list. */
  readonly today: string;
  /** Those that this person has. */
  readonly queues: readonly Queue[];
};

/** Queues of what waits for a decision: list and detail beside each other, one key a decision, then the next. */
export function InboxWorkspace({ rights, me, today, queues }: InboxProps) {
  const t = useTranslations('inbox');
  const address = useInboxAddress(today, me.id);
  const { queue, narrowed, state, chosen, goTo } = address;
  const desk = useDesk(state, { counted: false });
  const { verbs, waits, offered, accept, dismiss, undo } = useDecisions(desk, queue, me.id);
  const { data: counts } = useQuery(queueCountsQuery(narrowed));
  const [asked, setAsked] = useState<Asked | null>(null);
  const [commenting, setCommenting] = useState<number | null>(null);
  const { open } = state;
  const looks = useQueueLooks(queue);
  usePrefetch(desk.rows, open);

  const give = (offer: Offer, about: Subject | null) => {
    if (!about) return;
    if (offer.asks) return setAsked({ verb: offer.asks, subject: about });
    if (offer.verb === 'accept_handover') return void verbs.answerHandover(about, null);
    if (offer.to) void verbs.decide(about, { to: offer.to });
    else verbs.giveNow(about, offer);
  };
  useInboxKeys({
    desk,
    rights,
    queues,
    offering: offered !== null,
    onQueue: goTo,
    onVerb: (offer) => give(offer, desk.subject()),
    onComment: () => setCommenting(open),
    onUndo: () => void undo(),
    onSame: accept,
  });

  const count = counts?.[queue];
  const days = queue === 'due' ? DUE_SOON_DAYS : NEW_DAYS;
  return (
    <>
      <div className={cn(chosen && 'max-lg:hidden')}>
        <PageHeader
          title={t('title')}
          lead={count && t(`lead.${queue}`, { n: count.n, exact: String(count.exact), days })}
          actions={
            <LinkButton variant="ghost" href={findingsHref({ ...state.filter, sort: state.sort })} prefetch={false}>
              <List aria-hidden />
              {t('asList')}
            </LinkButton>
          }
        />
        <QueueTabs queues={queues} current={queue} narrowed={narrowed} counts={counts} />
      </div>
      <div className="flex items-start gap-4">
        <div className={cn('min-w-0 flex-1', chosen && 'max-lg:hidden', open !== null && 'lg:w-[38%] lg:flex-none')}>
          <FindingsList
            desk={desk}
            selectable={false}
            looks={looks}
            isDone={(row) => !waits(row)}
            firstUse={<EmptyQueue queue={queue} queues={queues} narrowed={narrowed} counts={counts} />}
          />
        </div>
        {open !== null && (
          <div className={cn('min-w-0 flex-1 self-stretch', !chosen && 'max-lg:hidden')}>
            <FindingPanel
              key={open}
              resident
              id={open}
              href={findingHref(open, { ...state.filter, sort: state.sort })}
              rights={rights}
              me={me}
              commenting={commenting === open}
              onVerb={(offer, finding) => give(offer, { kind: 'some', findings: [finding] })}
              onGiveBack={(to, finding) => void verbs.assign({ kind: 'some', findings: [finding] }, to)}
              onClose={() => state.openFinding(null)}
            />
          </div>
        )}
      </div>
      {offered && <SameOffer offered={offered} onAccept={accept} onDismiss={dismiss} />}
      <VerbDialogs asked={asked} verbs={verbs} me={me} onClose={() => setAsked(null)} />
    </>
  );
}

/** In a narrow list: what it is, of which product, and how long it waits or has left. The queue gives the order. */
function useQueueLooks(queue: Queue): Readonly<Record<string, ColumnLook>> {
  const looks = useColumnLooks();
  const shown: Readonly<Record<string, string>> = {
    title: 'min-w-0 flex-1',
    product: 'hidden w-24 shrink-0 md:flex',
    ...(queue === 'due'
      ? { due: 'hidden w-16 shrink-0 md:flex' }
      : { firstSeen: 'hidden w-18 shrink-0 @lg:flex', status: 'hidden w-28 shrink-0 @2xl:flex' }),
  };
  return Object.fromEntries(
    Object.entries(looks).map(([id, { label }]) => [id, { label, className: shown[id] ?? 'hidden' }]),
  );
}

function usePrefetch(rows: readonly FindingRow[], open: number | null): void {
  const client = useQueryClient();
  useEffect(() => {
    const at = rows.findIndex(({ id }) => id === open);
    for (const { id } of rows.slice(at + 1, at + 1 + AHEAD)) void client.prefetchQuery(findingQuery(id));
  }, [client, rows, open]);
}
