import { sessionRoute } from '@/lib/access/guard';
import { fetchPackage } from '@/lib/compliance/mutations/packages';
import { DomainError } from '@/lib/core/errors';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The ZIP of an evidence package, for who has just proved themselves. */
export const GET = sessionRoute<{ id: string }>(async (ctx, _request, { id }) => {
  if (!UUID.test(id)) throw new DomainError('not_found');
  const { name, data } = await fetchPackage(ctx, id);
  return new Response(data, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
});
