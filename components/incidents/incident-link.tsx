import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PriorityBadge } from '@/components/incidents/priority-badge';
import { incidentName } from '@/lib/incidents/priority';
import type { IncidentLine } from '@/lib/incidents/view-types';

/** Another page's way to an incident: how bad, which, and whether it is over. */
export function IncidentLink({ incident: { number, title, priority, closedAt } }: { readonly incident: IncidentLine }) {
  const t = useTranslations('incidents.states');
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <PriorityBadge priority={priority} />
      <Link href={`/incidents/${number}`} prefetch={false} className="wrap-anywhere text-accent underline">
        {`${incidentName(number)} ${title}`}
      </Link>
      {closedAt && <span className="text-muted text-xs">{t('closed')}</span>}
    </span>
  );
}
