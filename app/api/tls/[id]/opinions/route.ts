import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { parse } from '@/lib/core/parse';
import { wholeBody } from '@/lib/imports/body';
import { fileNameSchema } from '@/lib/imports/schema';
import { addOpinions } from '@/lib/tls/mutations/add-opinions';
import { OPINION_BYTES_MAX, requireEndpointId } from '@/lib/tls/schema';

/** A report of another tool: `?name=` of the file. */
export const POST = sessionRoute<{ id: string }>(async (ctx, request, { id }) => {
  // Before megabytes are taken from somebody without the right.
  requirePermission(ctx, 'tls:write');
  const fileName = parse(fileNameSchema, request.nextUrl.searchParams.get('name') ?? '');
  const bytes = await wholeBody(request, OPINION_BYTES_MAX);
  async function* report(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  return { count: await addOpinions(ctx, { id: requireEndpointId(id), fileName, report }) };
});
