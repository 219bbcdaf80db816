import { evidenceFile } from '@/lib/acceptances/data/evidence';
import { acceptanceIdSchema } from '@/lib/acceptances/schema';
import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { attachment } from '@/lib/core/download';
import { DomainError } from '@/lib/core/errors';

export const GET = sessionRoute<{ id: string; file: string }>(async (ctx, _request, { id, file }) => {
  const scope = requirePermission(ctx, 'evidence:read');
  if (![id, file].every((one) => acceptanceIdSchema.safeParse(one).success)) throw new DomainError('not_found');
  const { name, data } = await evidenceFile(scope, id, file);
  return attachment(name, data);
});
