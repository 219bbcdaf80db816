import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ImportDetailView } from '@/components/imports/detail';
import { pageCtx } from '@/lib/access/guard';
import { inScope, type Permission, scopeOf } from '@/lib/access/policy';
import { loadImport, loadImportChoices } from '@/lib/imports/loaders';
import { importQuery } from '@/lib/imports/queries';
import { RETIRED_FORMAT } from '@/lib/imports/retired-source';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('imports');
  return { title: t('title') };
}

type Props = { readonly params: Promise<{ id: string }> };

export default async function ImportPage({ params }: Props) {
  const ctx = await pageCtx();
  const found = await loadImport((await params).id);
  if (!found) notFound();
  const reaches = (permission: Permission) => {
    const scope = scopeOf(ctx, permission);
    return scope !== null && inScope(scope, found.product.id);
  };
  const client = new QueryClient();
  client.setQueryData(importQuery(found.id).queryKey, found);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ImportDetailView
        id={found.id}
        choices={await loadImportChoices()}
        mayIngest={reaches('finding:ingest')}
        mayUndo={reaches(found.format === RETIRED_FORMAT ? 'finding:triage' : 'finding:ingest')}
      />
    </HydrationBoundary>
  );
}
