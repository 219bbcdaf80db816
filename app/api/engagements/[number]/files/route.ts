import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { parse } from '@/lib/core/parse';
import { addFile } from '@/lib/engagements/mutations/attach';
import { FILE_BYTES_MAX, fileNameSchema, requireEngagementNumber } from '@/lib/engagements/schema';
import { wholeBody } from '@/lib/imports/body';

/** `?name=<file name>`; the body is the file. */
export const POST = sessionRoute<{ number: string }>(async (ctx, request, params) => {
  requirePermission(ctx, 'finding:triage');
  const number = requireEngagementNumber(params.number);
  const name = parse(fileNameSchema, request.nextUrl.searchParams.get('name'));
  return { id: await addFile(ctx, { number, name, content: await wholeBody(request, FILE_BYTES_MAX) }) };
});
