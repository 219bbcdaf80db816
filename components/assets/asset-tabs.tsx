import { useTranslations } from 'next-intl';
import { NavTabs } from '@/components/ui/nav-tabs';

export function AssetTabs({ current }: { readonly current: 'products' | 'sources' }) {
  const t = useTranslations('assets');
  return (
    <NavTabs
      label={t('title')}
      tabs={[
        { href: '/assets', label: t('tabs.products'), current: current === 'products' },
        { href: '/assets/sources', label: t('tabs.sources'), current: current === 'sources' },
      ]}
    />
  );
}
