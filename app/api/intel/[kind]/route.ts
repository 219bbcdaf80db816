import { sessionRoute } from '@/lib/access/guard';
import { DomainError } from '@/lib/core/errors';
import { parse } from '@/lib/core/parse';
import { UPLOAD_MAX, uploadIntel } from '@/lib/intel/mutations/ask';
import { kindSchema } from '@/lib/intel/schema';

/** `?file=<name>`; the body is the file. */
export const POST = sessionRoute<{ kind: string }>(async (ctx, request, { kind }) => {
  if (Number(request.headers.get('content-length') ?? Number.POSITIVE_INFINITY) > UPLOAD_MAX) {
    throw new DomainError('too_large', { megabytes: UPLOAD_MAX / 1024 / 1024 });
  }
  const name = request.nextUrl.searchParams.get('file') ?? '';
  const data = new Uint8Array(await request.arrayBuffer());
  return Response.json({ id: await uploadIntel(ctx, { kind: parse(kindSchema, kind), name, data }) }, { status: 202 });
});
