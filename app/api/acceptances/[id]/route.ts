import { readAcceptance } from '@/lib/acceptances/loaders';
import { acceptanceIdSchema } from '@/lib/acceptances/schema';
import { sessionRoute } from '@/lib/access/guard';
import { DomainError } from '@/lib/core/errors';

export const GET = sessionRoute<{ id: string }>(async (ctx, _request, { id }) => {
  if (!acceptanceIdSchema.safeParse(id).success) throw new DomainError('not_found');
  return readAcceptance(ctx, id);
});
