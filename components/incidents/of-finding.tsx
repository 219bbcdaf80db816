'use client';

import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'next-intl';
import { Section } from '@/components/findings/detail/section';
import { IncidentLink } from '@/components/incidents/incident-link';
import { incidentsOfFindingQuery } from '@/lib/incidents/file/queries';

/** The incidents that a finding has to do with; nothing where there is none, or none that the reader may see. */
export function IncidentsOfFinding({ id }: { readonly id: number }) {
  const t = useTranslations('incidents.link');
  const format = useFormatter();
  const { data = [] } = useQuery(incidentsOfFindingQuery(id));
  if (data.length === 0) return null;
  return (
    <Section title={t('incidents')}>
      <ul className="flex flex-col gap-1">
        {data.map((incident) => (
          <li key={incident.id} className="flex flex-wrap items-baseline gap-x-2">
            <IncidentLink incident={incident} />
            <span className="text-muted text-xs">
              {t('since', { at: format.dateTime(new Date(incident.linkedAt), 'exact'), name: incident.linkedBy })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
