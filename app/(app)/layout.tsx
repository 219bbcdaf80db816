import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ElevationBanner } from '@/components/elevations/banner';
import { DemoBanner } from '@/components/layout/demo-banner';
import { NAV } from '@/components/layout/nav';
import { NAV_ICONS } from '@/components/layout/nav-icons';
import { BottomBar, Rail } from '@/components/layout/nav-links';
import { TimeZoneCookie } from '@/components/layout/time-zone-cookie';
import { TopLine } from '@/components/layout/top-line';
import { pageCtx } from '@/lib/access/guard';
import { scopeOf } from '@/lib/access/policy';
import { loadScopeChoices } from '@/lib/assets/loaders';
import { demoMode } from '@/lib/core/auth/settings';
import { currentPreferences } from '@/lib/preferences/loaders';

export default async function AppLayout({ children }: { readonly children: ReactNode }) {
  const ctx = await pageCtx();
  const [t, preferences, choices] = await Promise.all([
    getTranslations('shell'),
    currentPreferences(),
    loadScopeChoices(),
  ]);
  const shown = NAV.filter(({ permission }) => !permission || scopeOf(ctx, permission)).map(({ id }) => id);
  const links = shown.map((id) => {
    const Icon = NAV_ICONS[id];
    return { id, icon: <Icon aria-hidden className="shrink-0" /> };
  });
  const { name, roles } = ctx.actor;
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only z-60 rounded-md bg-surface px-3 py-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {t('skipToContent')}
      </a>
      {demoMode() && <DemoBanner />}
      <ElevationBanner elevations={ctx.actor.elevations} />
      <div className="flex flex-1">
        <Rail shown={links} />
        <div className="flex min-w-0 flex-1 flex-col">
          <TopLine
            person={{ name, roles }}
            shown={shown}
            choices={choices}
            preferences={preferences}
            mayTriage={scopeOf(ctx, 'finding:triage') !== null}
          />
          <main id="main" tabIndex={-1} className="min-w-0 flex-1 px-3 pt-4 pb-24 outline-none md:px-5 md:pb-8">
            {children}
          </main>
        </div>
      </div>
      <BottomBar shown={links} />
      <TimeZoneCookie current={preferences.timeZone} />
    </div>
  );
}
