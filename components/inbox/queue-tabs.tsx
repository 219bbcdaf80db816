'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import type { Count } from '@/lib/findings/types';
import type { QueueCounts } from '@/lib/inbox/data';
import { inboxHref, type Narrowed, type Queue } from '@/lib/inbox/queues';

type Props = {
  readonly queues: readonly Queue[];
  readonly current: Queue;
  readonly narrowed: Narrowed;
  readonly counts: QueueCounts | undefined;
};

/** The queues with what waits in each; every one is an address. */
export function QueueTabs({ queues, current, narrowed: { team, product }, counts }: Props) {
  const t = useTranslations('inbox');
  return (
    <nav aria-label={t('queuesLabel')} className="mb-3 flex gap-1 overflow-x-auto border-line border-b">
      {queues.map((queue) => (
        <Link
          key={queue}
          href={inboxHref({ queue, team, product })}
          prefetch={false}
          aria-current={queue === current ? 'page' : undefined}
          className={cn(
            '-mb-px flex h-control shrink-0 items-center gap-1.5 border-transparent border-b-2 px-3 text-muted hover:text-text',
            queue === current && 'border-accent text-text',
          )}
        >
          {t(`queues.${queue}`)}
          {counts && <QueueCount count={counts[queue]} />}
        </Link>
      ))}
    </nav>
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
