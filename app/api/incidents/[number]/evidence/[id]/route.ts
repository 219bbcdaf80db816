import { sessionRoute } from '@/lib/access/guard';
import { attachmentStream } from '@/lib/core/download';
import { DomainError } from '@/lib/core/errors';
import { custodySchema } from '@/lib/incidents/file/schema';
import { openEvidence } from '@/lib/incidents/mutations/evidence';
import { requireIncidentNumber } from '@/lib/incidents/schema';

/** The file itself, never shown by a browser; each opening is in its custody. */
export const GET = sessionRoute<{ number: string; id: string }>(async (ctx, _request, { number, id }) => {
  const which = custodySchema.safeParse({ number: requireIncidentNumber(number), evidenceId: id });
  if (!which.success) throw new DomainError('not_found');
  const { name, size, bytes } = await openEvidence(ctx, which.data);
  return attachmentStream(name, size, bytes);
});
