import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { DemoBanner } from '@/components/layout/demo-banner';
import { demoMode } from '@/lib/core/auth/settings';

/** Pages that anybody may open: one column, nothing of the organisation. */
export default async function AuthLayout({ children }: { readonly children: ReactNode }) {
  const t = await getTranslations('shell');
  return (
    <div className="flex min-h-dvh flex-col">
      {demoMode() && <DemoBanner />}
      <main id="main" className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center gap-3 px-5 py-12">
        <p className="font-semibold text-muted">{t('productName')}</p>
        {children}
      </main>
    </div>
  );
}
