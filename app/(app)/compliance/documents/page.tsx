import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { DocumentTable } from '@/components/compliance/document-table';
import { AddDocument } from '@/components/compliance/document-verbs';
import { MomentBar } from '@/components/compliance/moment-bar';
import { orNotFound } from '@/components/compliance/not-for-you';
import { ComplianceTabs } from '@/components/compliance/tabs';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { loadDocuments } from '@/lib/compliance/loaders';
import { loadComplianceAddress } from '@/lib/compliance/search-params';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('compliance.documents'))('title') };
}

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function DocumentsPage({ searchParams }: Props) {
  const { at } = await loadComplianceAddress(searchParams);
  const [{ documents, counts, people, moment, write, yesterday }, t] = await Promise.all([
    orNotFound(loadDocuments(at)),
    getTranslations('compliance.documents'),
  ]);
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const current = counts.reduce((sum, { state, count }) => sum + (state === 'current' ? count : 0), 0);
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead', { all, current })}
        actions={write && <AddDocument people={people} />}
      />
      <ComplianceTabs current="documents" day={moment.day} />
      <MomentBar day={moment.day} path="/compliance/documents" last={yesterday} />
      {documents.length === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyLead')}</EmptyState>
      ) : (
        <DocumentTable documents={documents} people={people} write={write} />
      )}
    </>
  );
}
