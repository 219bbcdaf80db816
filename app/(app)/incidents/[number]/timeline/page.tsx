import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('incidents.tabs'))('timeline') };
}

export default async function Page() {
  const t = await getTranslations('incidents.tabs');
  return <h2 className="font-semibold text-lg">{t('timeline')}</h2>;
}
