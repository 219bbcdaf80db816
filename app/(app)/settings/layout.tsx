import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { SettingsNav } from '@/components/access/settings-nav';
import { PageHeader } from '@/components/layout/page-header';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';

export default async function SettingsLayout({ children }: { readonly children: ReactNode }) {
  const [ctx, t] = await Promise.all([pageCtx(), getTranslations('access.settings')]);
  const shown = [
    'profile' as const,
    'sessions' as const,
    ...(scopeOf(ctx, 'token:read') ? ['tokens' as const] : []),
    ...(scopeOf(ctx, 'user:read') ? ['people' as const] : []),
  ];
  return (
    <>
      <PageHeader title={t('title')} />
      <SettingsNav shown={shown} />
      {children}
    </>
  );
}
