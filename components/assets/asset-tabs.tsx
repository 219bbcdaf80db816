import { useTranslations } from 'next-intl';
import { withScope } from '@/components/layout/scope-state';
import { NavTabs } from '@/components/ui/nav-tabs';

type Props = {
  readonly current: 'inventory' | 'coverage' | 'products' | 'sources' | 'lists';
  readonly scope: { readonly team: readonly string[]; readonly product: readonly string[] };
};

export function AssetTabs({ current, scope: { team, product } }: Props) {
  const t = useTranslations('assets');
  return (
    <NavTabs
      label={t('title')}
      tabs={[
        { href: withScope('/assets', team, product), label: t('tabs.inventory'), current: current === 'inventory' },
        {
          href: withScope('/assets/coverage', team, product),
          label: t('tabs.coverage'),
          current: current === 'coverage',
        },
        {
          href: withScope('/assets/products', team, product),
          label: t('tabs.products'),
          current: current === 'products',
        },
        { href: withScope('/assets/sources', team, product), label: t('tabs.sources'), current: current === 'sources' },
        { href: withScope('/assets/lists', team, product), label: t('tabs.lists'), current: current === 'lists' },
      ]}
    />
  );
}
