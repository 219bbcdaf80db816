import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { CaseFile } from '@/components/incidents/file/case-file';
import { loadTasks, loadThings } from '@/lib/incidents/file/loaders';
import { tasksQuery, thingsQuery } from '@/lib/incidents/file/queries';
import { requireIncidentNumber } from '@/lib/incidents/schema';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('incidents.tabs'))('file') };
}

type Props = { readonly params: Promise<{ readonly number: string }> };

export default async function Page({ params }: Props) {
  const number = requireIncidentNumber((await params).number);
  const client = new QueryClient();
  client.setQueryData(tasksQuery(number).queryKey, await loadTasks(number, await getLocale()));
  client.setQueryData(thingsQuery(number).queryKey, await loadThings(number));
  const t = await getTranslations('incidents.tabs');
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <h2 className="sr-only">{t('file')}</h2>
      <CaseFile number={number} />
    </HydrationBoundary>
  );
}
