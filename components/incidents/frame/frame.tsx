'use client';

import { useQuery } from '@tanstack/react-query';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { IncidentHeader } from '@/components/incidents/frame/header';
import { NavTabs } from '@/components/ui/nav-tabs';
import { incidentQuery } from '@/lib/incidents/queries';

/** In the order in which they are needed; the first one has no name in the address. */
const TABS = ['now', 'file', 'timeline', 'duties', 'review'] as const;

type Props = { readonly number: number; readonly children: ReactNode };

/** Header and tabs of an incident, above whichever of its pages is open. */
export function IncidentFrame({ number, children }: Props) {
  const t = useTranslations('incidents.tabs');
  const pathname = usePathname();
  const { data: incident } = useQuery(incidentQuery(number));
  if (!incident) return null;
  const base = `/incidents/${number}`;
  const tabs = TABS.map((tab) => ({ tab, href: tab === 'now' ? base : `${base}/${tab}` }));
  return (
    <div className="max-w-7xl">
      <IncidentHeader incident={incident} />
      <NavTabs
        label={t('label')}
        tabs={tabs.map(({ tab, href }) => ({ href, label: t(tab), current: pathname === href }))}
      />
      {children}
    </div>
  );
}
