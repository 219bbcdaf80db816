import { evidenceFile } from '@/lib/acceptances/data/evidence';
import { acceptanceIdSchema } from '@/lib/acceptances/schema';
import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { DomainError } from '@/lib/core/errors';

/** A file that somebody uploaded is hostile: always a download of unknown type, never shown. */
export const GET = sessionRoute<{ id: string; file: string }>(async (ctx, _request, { id, file }) => {
  const scope = requirePermission(ctx, 'evidence:read');
  if (![id, file].every((one) => acceptanceIdSchema.safeParse(one).success)) throw new DomainError('not_found');
  const { name, data } = await evidenceFile(scope, id, file);
  return new Response(data, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
});
