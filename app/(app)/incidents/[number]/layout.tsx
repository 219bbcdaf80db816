import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { IncidentFrame } from '@/components/incidents/frame/frame';
import { pageCtx } from '@/lib/access/guard';
import { DomainError } from '@/lib/core/errors';
import { loadIncident } from '@/lib/incidents/loaders';
import { incidentQuery } from '@/lib/incidents/queries';
import { requireIncidentNumber } from '@/lib/incidents/schema';

type Props = { readonly params: Promise<{ readonly number: string }>; readonly children: ReactNode };

/** One of another team looks like one that does not exist. */
async function incidentOr404(segment: string) {
  try {
    return await loadIncident(requireIncidentNumber(segment));
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'forbidden')) notFound();
    throw error;
  }
}

/** What every page of an incident begins with: what burns, how long is left, who has it. */
export default async function IncidentLayout({ params, children }: Props) {
  await pageCtx();
  const incident = await incidentOr404((await params).number);
  const client = new QueryClient();
  client.setQueryData(incidentQuery(incident.number).queryKey, incident);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <IncidentFrame number={incident.number}>{children}</IncidentFrame>
    </HydrationBoundary>
  );
}
