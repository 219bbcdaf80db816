'use client';

import { ListChecks } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useJobs } from '@/components/findings/jobs/use-jobs';
import { LinkButton } from '@/components/ui/link-button';

/** The way to one's own large changes, where there were any. */
export function JobsLink() {
  const t = useTranslations('findings.jobs');
  const { data } = useJobs();
  if (!data || data.jobs.length === 0) return null;
  return (
    <LinkButton href="/findings/jobs" prefetch={false}>
      <ListChecks aria-hidden />
      {t('title')}
    </LinkButton>
  );
}
