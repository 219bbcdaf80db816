import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { DomainError } from '@/lib/core/errors';
import { streamOf } from '@/lib/imports/body';
import { reportBytes } from '@/lib/imports/data/chunks';
import { getImport } from '@/lib/imports/data/list';

/** The report as received. Scanner output is hostile: always a download of unknown type, never shown. */
export const GET = sessionRoute<{ id: string }>(async (ctx, _request, { id }) => {
  const found = await getImport(requirePermission(ctx, 'import:read'), id, ctx.now);
  if (!found?.kept) throw new DomainError('not_found');
  return new Response(streamOf(reportBytes(found.archiveId ?? found.id)()), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.fileName)}`,
      'cache-control': 'no-store',
    },
  });
});
