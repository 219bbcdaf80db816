'use client';

import { useQueryClient } from '@tanstack/react-query';
import { LoaderCircle } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { changedBy, useJobWords } from '@/components/findings/jobs/use-job-words';
import { useJobs } from '@/components/findings/jobs/use-jobs';
import { useVerbs } from '@/components/findings/verbs/use-verbs';
import { buttonClass } from '@/components/ui/button-style';
import { useToast } from '@/components/ui/toast';
import { findingKeys } from '@/lib/findings/keys';
import { isUnderWay } from '@/lib/findings/queries';
import type { BulkJobView } from '@/lib/findings/types';

/** Tells when a job that ran is over, with its undo, and has the lists read again. */
function useEnds(jobs: readonly BulkJobView[] | undefined): void {
  const t = useTranslations('findings.jobs');
  const client = useQueryClient();
  const { show } = useToast();
  const { what } = useJobWords();
  const { undo } = useVerbs();
  // Those that were over before; null until the first answer. A job may be over before it was ever seen to run.
  const over = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (!jobs) return;
    const before = over.current;
    const now = jobs.filter((job) => !isUnderWay(job));
    over.current = new Set(now.map(({ id }) => id));
    const ended = before ? now.filter(({ id }) => !before.has(id)) : [];
    for (const job of ended) {
      show({
        title: t(`ended.${job.state === 'done' ? 'done' : 'stopped'}`, { what: what(job) }),
        detail: t('changedInAll', { count: changedBy(job) }),
        tone: job.state === 'failed' ? 'error' : 'info',
        undo: job.undoable ? () => void undo(job.id) : undefined,
      });
    }
    if (ended.length > 0) {
      for (const queryKey of [findingKeys.lists, findingKeys.facets, findingKeys.details]) {
        void client.invalidateQueries({ queryKey });
      }
    }
  });
}

/** In the top line while a job of one's own runs: how far it is, and the way to all of them. */
export function RunningJobs() {
  const t = useTranslations('findings.jobs');
  const { data } = useJobs();
  useEnds(data?.jobs);
  const running = data?.jobs.filter(isUnderWay) ?? [];
  if (running.length === 0) return null;
  const done = running.reduce((sum, job) => sum + job.done, 0);
  const total = running.every((job) => job.total !== null)
    ? running.reduce((sum, job) => sum + (job.total ?? 0), 0)
    : null;
  const count = total === null ? t('counting') : t('count', { done, total });
  return (
    <Link href="/findings/jobs" prefetch={false} className={buttonClass('ghost', 'md')}>
      <LoaderCircle aria-hidden className="animate-spin" />
      <span className="sr-only">{t('running', { count: running.length })}</span>
      <span className="max-sm:sr-only tabular-nums">{count}</span>
    </Link>
  );
}
