import { addEvidence } from '@/lib/acceptances/mutations/evidence';
import { acceptanceIdSchema, EVIDENCE_BYTES_MAX, evidenceNameSchema } from '@/lib/acceptances/schema';
import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { DomainError } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { wholeBody } from '@/lib/imports/body';

/** `?name=<file name>`; the body is the file. */
export const POST = sessionRoute<{ id: string }>(async (ctx, request, { id }) => {
  requirePermission(ctx, 'risk:request');
  if (!acceptanceIdSchema.safeParse(id).success) throw new DomainError('not_found');
  const name = parse(evidenceNameSchema, request.nextUrl.searchParams.get('name'));
  const content = await wholeBody(request, EVIDENCE_BYTES_MAX);
  return { id: await addEvidence(ctx, { acceptanceId: id, name, content }) };
});
