'use client';

import { useQuery } from '@tanstack/react-query';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { IncidentHeader } from '@/components/incidents/frame/header';
import { LiveLine } from '@/components/incidents/room/live-line';
import { useIncidentStream } from '@/components/incidents/room/use-incident-stream';
import { cn } from '@/components/ui/cn';
import { NavTabs } from '@/components/ui/nav-tabs';
import { incidentQuery } from '@/lib/incidents/queries';
import type { Place } from '@/lib/incidents/room/schema';
import type { IncidentDetail } from '@/lib/incidents/view-types';

/** In the order in which they are needed; the first one has no name in the address. */
const TABS = ['now', 'file', 'timeline', 'duties', 'review', 'updates'] as const satisfies readonly Place[];

type Props = { readonly number: number; readonly children: ReactNode };

/** Header and tabs of an incident, above whichever of its pages is open. */
export function IncidentFrame({ number, children }: Props) {
  const { data: incident } = useQuery(incidentQuery(number));
  return incident ? <Frame incident={incident}>{children}</Frame> : null;
}

function Frame({ incident, children }: { readonly incident: IncidentDetail; readonly children: ReactNode }) {
  const t = useTranslations('incidents.tabs');
  const pathname = usePathname();
  const base = `/incidents/${incident.number}`;
  const tabs = TABS.map((tab) => ({ tab, href: tab === 'now' ? base : `${base}/${tab}` }));
  const place = tabs.find(({ href }) => href === pathname)?.tab ?? 'now';
  // A hand on the timeline's picture needs the whole screen.
  const thumb = place !== 'timeline';
  const live = useIncidentStream(incident.number, incident.lastSeq, place);
  return (
    <div className={cn('max-w-7xl', incident.rights.acknowledge && thumb && 'pb-16 md:pb-0')}>
      <IncidentHeader incident={incident} thumb={thumb} />
      <LiveLine live={live} />
      <NavTabs
        label={t('label')}
        tabs={tabs.map(({ tab, href }) => ({ href, label: t(tab), current: pathname === href }))}
      />
      {children}
    </div>
  );
}
