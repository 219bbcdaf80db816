import { useTranslations } from 'next-intl';
import { withScope } from '@/components/layout/scope-state';
import { NavTabs } from '@/components/ui/nav-tabs';
import type { BackupAddress } from '@/lib/backups/search-params';

const TABS = [
  ['services', '/backups'],
  ['tests', '/backups/tests'],
  ['sources', '/backups/sources'],
] as const;

type Props = { readonly current: (typeof TABS)[number][0]; readonly scope: Pick<BackupAddress, 'team' | 'product'> };

export function BackupTabs({ current, scope: { team, product } }: Props) {
  const t = useTranslations('backups.tabs');
  const tabs = TABS.map(([id, href]) => ({
    href: withScope(href, team, product),
    label: t(id),
    current: id === current,
  }));
  return <NavTabs label={t('label')} tabs={tabs} />;
}
