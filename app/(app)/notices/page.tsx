import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NoticesPage } from '@/components/notices/notices-page';
import { loadNotices } from '@/lib/notices/loaders';
import { readBefore } from '@/lib/notices/schema';

type Props = { readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notices'))('title') };
}

export default async function Page({ searchParams }: Props) {
  const before = readBefore((await searchParams).before);
  return <NoticesPage page={await loadNotices(before)} first={before === null} />;
}
