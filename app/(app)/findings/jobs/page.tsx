import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JobsList } from '@/components/findings/jobs/jobs-list';
import { NoAccess } from '@/components/findings/no-access';
import { PageHeader } from '@/components/layout/page-header';
import { LinkButton } from '@/components/ui/link-button';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { loadBulkJobs } from '@/lib/findings/loaders';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('findings.jobs');
  return { title: t('title') };
}

export default async function BulkJobsPage() {
  if (!scopeOf(await pageCtx(), 'finding:triage')) return <NoAccess />;
  const t = await getTranslations('findings.jobs');
  const jobs = await loadBulkJobs();
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={<LinkButton href="/findings">{t('toFindings')}</LinkButton>}
      />
      <JobsList first={{ jobs }} />
    </>
  );
}
