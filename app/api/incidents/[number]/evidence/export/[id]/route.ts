import { z } from 'zod';
import { sessionRoute } from '@/lib/access/guard';
import { attachmentStream } from '@/lib/core/download';
import { DomainError } from '@/lib/core/errors';
import { openEvidenceExport } from '@/lib/incidents/mutations/export-evidence';
import { incidentName } from '@/lib/incidents/priority';
import { requireIncidentNumber } from '@/lib/incidents/schema';

/** The ZIP of an export that its person has begun; the same one as often as the connection needs. */
export const GET = sessionRoute<{ number: string; id: string }>(async (ctx, _request, { number, id }) => {
  if (!z.uuid().safeParse(id).success) throw new DomainError('not_found');
  const incident = requireIncidentNumber(number);
  const { size, bytes } = await openEvidenceExport(ctx, incident, id);
  const name = `${incidentName(incident)}-evidence-${ctx.now.toISOString().slice(0, 10)}.zip`;
  return attachmentStream(name, size, bytes);
});
