import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AskPackage } from '@/components/compliance/ask-package';
import { orNotFound } from '@/components/compliance/not-for-you';
import { PackageTable } from '@/components/compliance/package-table';
import { ComplianceTabs } from '@/components/compliance/tabs';
import { WhileUnderWay } from '@/components/intel/while-under-way';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { loadPackages } from '@/lib/compliance/loaders';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('compliance.packages'))('title') };
}

export default async function PackagesPage() {
  const [{ packages, frameworks, yesterday, take }, t] = await Promise.all([
    orNotFound(loadPackages()),
    getTranslations('compliance.packages'),
  ]);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={take && <AskPackage frameworks={frameworks} yesterday={yesterday} />}
      />
      <ComplianceTabs current="packages" day={null} />
      <WhileUnderWay active={packages.some(({ state }) => state === 'asked')} />
      {packages.length === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyLead')}</EmptyState>
      ) : (
        <PackageTable packages={packages} frameworks={frameworks} take={take} />
      )}
    </>
  );
}
