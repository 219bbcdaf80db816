'use client';

import { useQuery } from '@tanstack/react-query';
import { incidentQuery } from '@/lib/incidents/queries';

/** What is known, for whoever joins now. */
export function IncidentNow({ number }: { readonly number: number }) {
  const { data: incident } = useQuery(incidentQuery(number));
  if (!incident?.summary) return null;
  return <p className="max-w-prose whitespace-pre-wrap wrap-anywhere">{incident.summary}</p>;
}
