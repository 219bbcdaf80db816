import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PeopleSearch } from '@/components/access/people-search';
import { SignedInTable } from '@/components/access/signed-in-table';
import { loadSignedIn } from '@/lib/access/loaders';
import { searchOf } from '@/lib/access/schema';

type Props = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.settings'))('signed-in') };
}

export default async function SignedInPage({ searchParams }: Props) {
  const [query, t] = await Promise.all([searchParams, getTranslations('access.signedIn')]);
  const search = searchOf(query.q);
  const sessions = await loadSignedIn(search);
  if (!sessions) notFound();
  return (
    <>
      <p className="mb-4 max-w-prose text-muted">{t('lead')}</p>
      <PeopleSearch search={search} />
      <SignedInTable sessions={sessions} />
    </>
  );
}
