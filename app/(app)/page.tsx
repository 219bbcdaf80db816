import { getTranslations } from 'next-intl/server';
import { pageCtx } from '@/lib/access/guard';

export default async function OverviewPage() {
  await pageCtx();
  const t = await getTranslations('overview');
  return <h1 className="font-semibold text-xl">{t('title')}</h1>;
}
