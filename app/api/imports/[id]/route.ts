import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { DomainError } from '@/lib/core/errors';
import { getImport } from '@/lib/imports/data/list';

export const GET = sessionRoute<{ id: string }>(async (ctx, _request, { id }) => {
  const found = await getImport(requirePermission(ctx, 'import:read'), id, ctx.now);
  if (!found) throw new DomainError('not_found');
  return found;
});
