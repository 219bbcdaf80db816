'use client';

import { useQueryClient } from '@tanstack/react-query';
import { ListChecks } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { JobState } from '@/components/findings/jobs/job-state';
import { useJobWords } from '@/components/findings/jobs/use-job-words';
import { useJobs } from '@/components/findings/jobs/use-jobs';
import { useReport } from '@/components/findings/verbs/use-report';
import { useVerbs } from '@/components/findings/verbs/use-verbs';
import { ListStates } from '@/components/layout/list-states';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import { cancelBulkAction } from '@/lib/findings/actions';
import { findingKeys } from '@/lib/findings/keys';
import { isUnderWay } from '@/lib/findings/queries';
import { findingHref } from '@/lib/findings/search-params';
import type { BulkJobView } from '@/lib/findings/types';

/** What a phone has no room for in a column of its own. */
const WIDE = 'hidden sm:table-cell';
/** Findings that somebody else changed meanwhile: so many have a link. */
const LINKED = 5;

function Outcome({ job }: { readonly job: BulkJobView }) {
  const t = useTranslations('findings.jobs');
  const { group } = useJobWords();
  if (job.groups.length === 0) return <span className="text-muted">{t('nothingYet')}</span>;
  return (
    <ul className="text-xs">
      {job.groups.map((one) => (
        <li key={`${one.result} ${one.detail}`}>
          {group(one)}
          {one.result === 'conflicted' &&
            job.stale.slice(0, LINKED).map((id) => (
              <Link key={id} href={findingHref(id, {})} prefetch={false} className="ml-1.5 underline">
                {`#${id}`}
              </Link>
            ))}
        </li>
      ))}
    </ul>
  );
}

function Verbs({ job }: { readonly job: BulkJobView }) {
  const t = useTranslations('findings.jobs');
  const { what } = useJobWords();
  const { undo } = useVerbs();
  const report = useReport();
  const client = useQueryClient();
  const [busy, begin] = useTransition();
  const cancel = async () => {
    const result = await cancelBulkAction({ jobId: job.id }).catch(() => null);
    if (!result?.ok) report.failed(result?.error ?? null);
    await client.invalidateQueries({ queryKey: findingKeys.jobs });
  };
  const name = what(job);
  if (isUnderWay(job) && !job.stopping) {
    return (
      <Button size="sm" busy={busy} aria-label={t('cancelOf', { name })} onClick={() => begin(cancel)}>
        {t('cancel')}
      </Button>
    );
  }
  if (!job.undoable) return null;
  return (
    <Button size="sm" busy={busy} aria-label={t('undoOf', { name })} onClick={() => begin(() => undo(job.id))}>
      {t('undo')}
    </Button>
  );
}

function Row({ job }: { readonly job: BulkJobView }) {
  const t = useTranslations('findings.jobs');
  const { what } = useJobWords();
  return (
    <tr>
      <Td className="min-w-36 align-top">
        <p className="font-medium">{what(job)}</p>
        {job.query !== null && (
          <Link href={`/findings${job.query}`} prefetch={false} className="text-muted text-xs underline">
            {t('list')}
          </Link>
        )}
        <p className="text-muted text-xs sm:hidden">
          <RelativeTime at={job.createdAt} />
        </p>
      </Td>
      <Td className="min-w-28 align-top sm:min-w-48">
        <JobState job={job} />
      </Td>
      <Td className="align-top">
        <Outcome job={job} />
        <div className="mt-1 sm:hidden">
          <Verbs job={job} />
        </div>
      </Td>
      <Td className={`${WIDE} align-top`}>
        <RelativeTime at={job.createdAt} />
      </Td>
      <Td className={`${WIDE} w-0 align-top`}>
        <Verbs job={job} />
      </Td>
    </tr>
  );
}

/** One's own large changes, newest first; what runs moves by itself. */
export function JobsList({ first }: { readonly first: { readonly jobs: BulkJobView[] } }) {
  const t = useTranslations('findings.jobs');
  const list = useJobs(first);
  const jobs = list.data?.jobs ?? [];
  const empty = (
    <EmptyState
      icon={<ListChecks />}
      title={t('none')}
      action={<LinkButton href="/findings">{t('toFindings')}</LinkButton>}
    >
      {t('noneHint')}
    </EmptyState>
  );
  return (
    <ListStates query={list} count={jobs.length} empty={empty}>
      <Table label={t('title')}>
        <thead>
          <tr>
            <Th>{t('column.what')}</Th>
            <Th>{t('column.state')}</Th>
            <Th>{t('column.outcome')}</Th>
            <Th className={WIDE}>{t('column.at')}</Th>
            <Th className={WIDE}>
              <span className="sr-only">{t('column.actions')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <Row key={job.id} job={job} />
          ))}
        </tbody>
      </Table>
    </ListStates>
  );
}
