import { addEvidence } from '@/lib/acceptances/mutations/evidence';
import { acceptanceIdSchema, EVIDENCE_BYTES_MAX, evidenceNameSchema } from '@/lib/acceptances/schema';
import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { DomainError } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { rawReport } from '@/lib/imports/body';

/** The whole body, or a refusal as soon as it is too long. */
async function contentOf(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of rawReport(request, '').body) {
    size += part.length;
    if (size > EVIDENCE_BYTES_MAX) throw new DomainError('too_large', { max: EVIDENCE_BYTES_MAX });
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** `?name=<file name>`; the body is the file. */
export const POST = sessionRoute<{ id: string }>(async (ctx, request, { id }) => {
  requirePermission(ctx, 'risk:request');
  if (!acceptanceIdSchema.safeParse(id).success) throw new DomainError('not_found');
  const name = parse(evidenceNameSchema, request.nextUrl.searchParams.get('name'));
  return { id: await addEvidence(ctx, { acceptanceId: id, name, content: await contentOf(request) }) };
});
