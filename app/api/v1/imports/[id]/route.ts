import { tokenRoute } from '@/lib/access/guard';
import { requirePermission, scopeOf } from '@/lib/access/policy';
import { DomainError } from '@/lib/core/errors';
import { getImport } from '@/lib/imports/data/list';

/** How far an import of the token's product is, and what it did. Whoever may send may ask too. */
export const GET = tokenRoute<{ id: string }>(['import:read', 'finding:ingest'], async (ctx, _request, { id }) => {
  const scope = scopeOf(ctx, 'import:read') ?? requirePermission(ctx, 'finding:ingest');
  const found = await getImport(scope, id, ctx.now);
  if (!found) throw new DomainError('not_found');
  const { state, counts, error, warnings, source, format, createdAt, finishedAt, progress, outlook } = found;
  return { id, state, source, format, counts, error, warnings, progress, createdAt, finishedAt, outlook };
});
