import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { SettingsNav } from '@/components/access/settings-nav';
import { PageHeader } from '@/components/layout/page-header';
import { loadSettingsPages } from '@/lib/access/loaders';

export default async function SettingsLayout({ children }: { readonly children: ReactNode }) {
  const [shown, t] = await Promise.all([loadSettingsPages(), getTranslations('access.settings')]);
  return (
    <>
      <PageHeader title={t('title')} />
      <SettingsNav shown={shown} />
      {children}
    </>
  );
}
