import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AuditFilterForm } from '@/components/audit/audit-filter-form';
import { AuditTable } from '@/components/audit/audit-table';
import { ExportAudit } from '@/components/audit/export-audit';
import { VerifyAudit } from '@/components/audit/verify-audit';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { loadAudit, loadAuditRights } from '@/lib/audit/loaders';
import { auditAddress, auditFilterSchema, readCursor } from '@/lib/audit/schema';

type Props = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('title') };
}

export default async function AuditPage({ searchParams }: Props) {
  const [query, rights, t] = await Promise.all([searchParams, loadAuditRights(), getTranslations('audit')]);
  const filter = auditFilterSchema.catch({}).parse(query);
  const cursor = readCursor(typeof query.before === 'string' ? query.before : null);
  const found = await loadAudit(filter, cursor);
  if (!found) notFound();
  const { rows, next } = found;
  const filtered = auditAddress(filter) !== '/audit';
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            {rights.export && <ExportAudit filter={filter} />}
            {rights.verify && <VerifyAudit />}
          </>
        }
      />
      <AuditFilterForm filter={filter} filtered={filtered} />
      {rows.length > 0 ? (
        <AuditTable rows={rows} />
      ) : (
        <EmptyState
          title={t(filtered ? 'noMatch' : 'empty')}
          action={filtered && <LinkButton href="/audit">{t('clear')}</LinkButton>}
        >
          {!filtered && t('emptyLead')}
        </EmptyState>
      )}
      <nav aria-label={t('title')} className="mt-4 flex gap-2">
        {cursor && <LinkButton href={auditAddress(filter)}>{t('newer')}</LinkButton>}
        {next && <LinkButton href={auditAddress(filter, next)}>{t('older')}</LinkButton>}
      </nav>
    </>
  );
}
