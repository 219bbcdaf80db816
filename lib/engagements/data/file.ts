import { productFilter, type Scope } from '@/lib/access/policy';
import { unsafeDb } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';

/** A file as it was uploaded. @throws DomainError `not_found` outside the scope, or under another engagement */
export async function engagementFile(scope: Scope, number: number, id: string) {
  const found = await unsafeDb().engagementFile.findFirst({
    where: { id, engagement: { number, productId: productFilter(scope) } },
    select: { name: true, data: true },
  });
  if (!found) throw new DomainError('not_found');
  return found;
}
