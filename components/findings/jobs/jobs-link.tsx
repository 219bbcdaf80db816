'use client';

import { useQuery } from '@tanstack/react-query';
import { ListChecks } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { LinkButton } from '@/components/ui/link-button';
import { bulkJobsQuery } from '@/lib/findings/queries';

/** The way to one's own large changes, where there were any. */
export function JobsLink() {
  const t = useTranslations('findings.jobs');
  const { data } = useQuery(bulkJobsQuery());
  if (!data || data.jobs.length === 0) return null;
  return (
    <LinkButton href="/findings/jobs" prefetch={false}>
      <ListChecks aria-hidden />
      {t('title')}
    </LinkButton>
  );
}
