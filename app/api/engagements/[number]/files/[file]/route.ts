import { sessionRoute } from '@/lib/access/guard';
import { requirePermission } from '@/lib/access/policy';
import { attachment } from '@/lib/core/download';
import { DomainError } from '@/lib/core/errors';
import { engagementFile } from '@/lib/engagements/data/file';
import { fileIdSchema, requireEngagementNumber } from '@/lib/engagements/schema';

export const GET = sessionRoute<{ number: string; file: string }>(async (ctx, _request, { number, file }) => {
  const scope = requirePermission(ctx, 'evidence:read');
  if (!fileIdSchema.safeParse(file).success) throw new DomainError('not_found');
  const { name, data } = await engagementFile(scope, requireEngagementNumber(number), file);
  return attachment(name, data);
});
