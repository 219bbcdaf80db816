import { useTranslations } from 'next-intl';
import { NavTabs } from '@/components/ui/nav-tabs';
import { complianceHref } from '@/lib/compliance/search-params';

const TABS = {
  frameworks: '/compliance',
  audits: '/compliance/audits',
  documents: '/compliance/documents',
  packages: '/compliance/packages',
} as const;

type Props = { readonly current: keyof typeof TABS; readonly day: string | null };

/** The parts of compliance; the day that is shown goes along. */
export function ComplianceTabs({ current, day }: Props) {
  const t = useTranslations('compliance.tabs');
  const tabs = (['frameworks', 'audits', 'documents', 'packages'] as const).map((tab) => ({
    href: complianceHref(TABS[tab], { at: day }),
    label: t(tab),
    current: tab === current,
  }));
  return <NavTabs label={t('label')} tabs={tabs} />;
}
