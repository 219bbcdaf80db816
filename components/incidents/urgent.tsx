'use client';

import { useTranslations } from 'next-intl';
import { ClockBadge } from '@/components/incidents/clock-badge';
import { IncidentLink } from '@/components/incidents/incident-link';
import { useServerNow } from '@/components/incidents/use-server-now';
import type { IncidentPage } from '@/lib/incidents/view-types';

/** Open incidents of the two highest priorities, each with the clock that is due first; nothing where nothing burns. */
export function UrgentIncidents({ page: { rows, now: told } }: { readonly page: IncidentPage }) {
  const t = useTranslations('incidents');
  const now = useServerNow(told);
  if (rows.length === 0) return null;
  return (
    <section aria-label={t('urgent')} className="mb-6 border-missed border-l-2 pl-3">
      <ul className="flex flex-col gap-1.5">
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <IncidentLink incident={row} />
            {row.clock && <ClockBadge clock={row.clock} now={now} />}
            <span className="text-muted">
              {row.commander ? t('header.has', { name: row.commander }) : t('header.nobody')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
