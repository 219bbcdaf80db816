'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import type { Count } from '@/lib/findings/types';
import type { QueueCounts } from '@/lib/inbox/data';
import { type InboxQueue, inboxHref, type Narrowed, type Queue } from '@/lib/inbox/queues';

type Props = {
  readonly queues: readonly Queue[];
  readonly current: InboxQueue;
  readonly narrowed: Narrowed;
  readonly counts: QueueCounts | undefined;
};

/** The queues with what waits in each; every one is an address. Risks to accept are the last, for whoever decides on them. */
export function QueueTabs({ queues, current, narrowed: { team, product }, counts }: Props) {
  const t = useTranslations('inbox');
  return (
    <nav aria-label={t('queuesLabel')} className="mb-3 flex gap-1 overflow-x-auto border-line border-b">
      {queues.map((queue) => (
        <Tab key={queue} href={inboxHref({ queue, team, product })} current={queue === current}>
          {t(`queues.${queue}`)}
          {counts && <QueueCount count={counts[queue]} />}
        </Tab>
      ))}
      {counts?.approval && (
        <Tab href={inboxHref({ queue: 'approval', team, product })} current={current === 'approval'}>
          {t('queues.approval')}
          <QueueCount count={counts.approval} />
        </Tab>
      )}
    </nav>
  );
}

/** On a phone the row of tabs is wider than the window. */
const show = (tab: HTMLElement | null) => tab?.scrollIntoView({ block: 'nearest', inline: 'center' });

type TabProps = { readonly href: string; readonly current: boolean; readonly children: ReactNode };

function Tab({ href, current, children }: TabProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      ref={current ? show : undefined}
      aria-current={current ? 'page' : undefined}
      className={cn(
        '-mb-px flex h-control shrink-0 items-center gap-1.5 border-transparent border-b-2 px-3 text-muted hover:text-text',
        current && 'border-accent text-text',
      )}
    >
      {children}
    </Link>
  );
}

function QueueCount({ count: { n, exact } }: { readonly count: Count }) {
  const t = useTranslations('findings.filters');
  return (
    <span className={cn('rounded bg-hover px-1.5 text-xs tabular-nums', n === 0 && 'text-muted')}>
      {t(exact ? 'exactly' : 'atLeast', { n })}
    </span>
  );
}
