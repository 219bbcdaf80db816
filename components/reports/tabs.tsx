import { useTranslations } from 'next-intl';
import { NavTabs } from '@/components/ui/nav-tabs';

const TABS = { stored: '/reports', schedules: '/reports/schedules' } as const;

export function ReportTabs({ current }: { readonly current: keyof typeof TABS }) {
  const t = useTranslations('reports.tabs');
  const tabs = (['stored', 'schedules'] as const).map((tab) => ({
    href: TABS[tab],
    label: t(tab),
    current: tab === current,
  }));
  return <NavTabs label={t('label')} tabs={tabs} />;
}
