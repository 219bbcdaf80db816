import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PeopleTable } from '@/components/access/people-table';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { loadPeople } from '@/lib/access/loaders';

type Props = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.settings'))('people') };
}

export default async function PeoplePage({ searchParams }: Props) {
  const [query, t] = await Promise.all([searchParams, getTranslations('access.people')]);
  const search = typeof query.q === 'string' ? query.q.trim().slice(0, 100) : '';
  const found = await loadPeople(search);
  if (!found) notFound();
  return (
    <>
      <p className="mb-4 max-w-prose text-muted">{t(found.everybody ? 'lead' : 'leadWithin')}</p>
      <search>
        <form className="mb-4 flex gap-2">
          <Input
            name="q"
            type="search"
            defaultValue={search}
            aria-label={t('search')}
            placeholder={t('search')}
            className="max-w-sm"
          />
          <Button type="submit">{t('search')}</Button>
        </form>
      </search>
      <PeopleTable {...found} />
    </>
  );
}
