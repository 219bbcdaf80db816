import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PeopleSearch } from '@/components/access/people-search';
import { PeopleTable } from '@/components/access/people-table';
import { loadPeople } from '@/lib/access/loaders';
import { searchOf } from '@/lib/access/schema';

type Props = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.settings'))('people') };
}

export default async function PeoplePage({ searchParams }: Props) {
  const [query, t] = await Promise.all([searchParams, getTranslations('access.people')]);
  const search = searchOf(query.q);
  const found = await loadPeople(search);
  if (!found) notFound();
  return (
    <>
      <p className="mb-4 max-w-prose text-muted">{t(found.everybody ? 'lead' : 'leadWithin')}</p>
      <PeopleSearch search={search} />
      <PeopleTable {...found} />
    </>
  );
}
