import { sessionRoute } from '@/lib/access/guard';
import { parse } from '@/lib/core/parse';
import { rawReport } from '@/lib/imports/body';
import { addEvidenceSchema } from '@/lib/incidents/file/schema';
import { addEvidence } from '@/lib/incidents/mutations/evidence';

/** `?number=<incident>&name=<file name>&description=&origin=`, and `collectedAt` where it is known; the body is the file. */
export const POST = sessionRoute(async (ctx, request) => {
  const asked = Object.fromEntries(request.nextUrl.searchParams);
  const input = parse(addEvidenceSchema, { description: '', origin: '', collectedAt: null, ...asked });
  return { id: await addEvidence(ctx, input, rawReport(request, input.name).body) };
});
