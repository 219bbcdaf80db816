import type { Ctx } from '@/lib/core/context';
import { inTransaction } from '@/lib/core/db';
import { DomainError } from '@/lib/core/errors';
import type { SaveProfile } from '@/lib/escalation/schema';
import { requirePerson } from '@/lib/incidents/mutations/find';
import { Prisma } from '@/prisma/generated/client';

/** How the person wants to be reached: one's own alone. @throws DomainError forbidden for machines, conflict where another tab was faster */
export async function saveProfile(
  ctx: Ctx,
  { version, workingHours, quietHours, ...kinds }: SaveProfile,
): Promise<void> {
  const { id: personId } = requirePerson(ctx);
  const data = {
    ...{ ...kinds, updatedAt: ctx.now },
    ...{ workingHours: workingHours ?? Prisma.DbNull, quietHours: quietHours ?? Prisma.DbNull },
  };
  await inTransaction(ctx, async (tx) => {
    const made =
      version === 0
        ? await tx.escalationProfile.createMany({ data: [{ personId, ...data }], skipDuplicates: true })
        : await tx.escalationProfile.updateMany({
            ...{ where: { personId, version }, data: { ...data, version: { increment: 1 } } },
          });
    if (made.count === 0) throw new DomainError('conflict');
  });
}
